using System.Collections.Concurrent;

namespace TensorRTSharp.Interop;

/// <summary>
/// What native code calls. No exception passes to it: TensorRT gets the value that its documentation calls a failure,
/// and the exception goes to whoever made the call that the callback belongs to.
/// </summary>
internal abstract class NativeCallback
{
    private static readonly ConcurrentDictionary<NativeView, NativeCallback> Living = new();

    private CallbackFailure? _failure;
    private NativeView _native;

    /// <summary>The native object that calls this one.</summary>
    internal NativeView Native => _native;

    /// <summary>The managed object behind one that native code gives back; null where it is none of ours.</summary>
    internal static T? Of<T>(NativeView native)
        where T : NativeCallback =>
        Living.GetValueOrDefault(native) as T;

    /// <summary>Where exceptions go from now on; no allocation, because each enqueue sets it.</summary>
    internal void ReportTo(CallbackFailure failure) => Volatile.Write(ref _failure, failure);

    /// <summary>The native object is gone: nothing calls any more.</summary>
    internal virtual void OnReleased() => _ = Living.TryRemove(_native, out _);

    /// <summary>Remembers the native object that calls this one.</summary>
    protected void Register(NativeView native)
    {
        _native = native;
        Living[native] = this;
    }

    /// <summary>Where exceptions go that nobody waits for on the thread that they come from.</summary>
    protected virtual CallbackFailure? FailureElsewhere => null;

    /// <summary>
    /// Keeps an exception for the caller of the operation that is running: where <see cref="ReportTo"/> said, or else
    /// the call that runs on this thread.
    /// </summary>
    protected void Fail(Exception exception) =>
        (Volatile.Read(ref _failure) ?? CallbackFailure.Current ?? FailureElsewhere)?.Report(exception);
}
