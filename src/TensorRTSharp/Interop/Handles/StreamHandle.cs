using System.Collections.Concurrent;

namespace TensorRTSharp.Interop;

/// <summary>Owns a <c>trts_stream*</c>.</summary>
internal sealed class StreamHandle : NativeHandle
{
    // By the raw stream, which is all that a callback of queued work is given.
    private static readonly ConcurrentDictionary<nint, CallbackFailure> Failures = new();

    private KeyValuePair<nint, CallbackFailure> _announced;

    /// <summary>Actions of the application in this stream.</summary>
    internal HostFunctionCallback HostFunctions { get; } = new();

    internal static CallbackFailure? FailureOf(nint raw) => Failures.GetValueOrDefault(raw);

    /// <summary>Callbacks of work in this stream report to <paramref name="failure"/>.</summary>
    internal void Announce(nint raw, CallbackFailure failure)
    {
        _announced = new(raw, failure);
        Failures[raw] = failure;
    }

    /// <summary>Destroying waits for the work; in a callback of that work it would not.</summary>
    protected override bool IsWorkDone(bool mayWaitForStreams) =>
        mayWaitForStreams || !NativeMethods.IsInStreamsOwnWork(handle);

    protected override void Destroy(nint native)
    {
        NativeMethods.StreamDestroy(native);
        _ = Failures.TryRemove(_announced); // unless another stream has got the address meanwhile
    }
}
