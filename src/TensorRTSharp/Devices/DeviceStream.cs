using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// CUstream: an ordered queue of work for a device; a queue of the CPU backend otherwise. Any thread may use it,
/// several at once. Owned by the caller: disposing waits for the work that is queued.
/// </summary>
public sealed class DeviceStream : IDisposable
{
    private readonly StreamHandle _handle;

    internal DeviceStream(TensorRT library, int? device = null)
    {
        Library = library;
        _handle = device is { } named
            ? NativeMethods.StreamCreate(library.Library, named, NativeStreamFlags.NonBlocking, 0)
            : NativeMethods.StreamCreate(library.Library);
        Device = NativeMethods.StreamGetDevice(_handle);
        Handle = NativeMethods.StreamGetNative(_handle);
        _handle.Announce(Handle, CallbackFailure);
    }

    /// <summary>
    /// The raw handle: a CUstream (that is, a cudaStream_t) on a GPU, to share with other CUDA libraries. Valid until
    /// the stream is disposed.
    /// </summary>
    public nint Handle { get; }

    /// <summary>The index of the GPU that it works on; 0 on the CPU backend.</summary>
    public int Device { get; }

    /// <summary>cuStreamQuery: is all queued work done?</summary>
    public bool IsIdle => NativeMethods.StreamQuery(SafeHandle);

    internal TensorRT Library { get; }

    /// <summary>What callbacks of the queued work threw.</summary>
    internal CallbackFailure CallbackFailure { get; } = new();

    /// <summary>Where callbacks of a stream's work put what they throw; null for a stream that is none of ours.</summary>
    internal static CallbackFailure? FailureOf(nint stream) => StreamHandle.FailureOf(stream);

    internal StreamHandle SafeHandle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>
    /// cuStreamSynchronize: waits until all queued work is done. Throws the first failure of that work, once.
    /// </summary>
    /// <exception cref="InferenceException">Queued work failed.</exception>
    /// <exception cref="OperationCanceledException">Queued work was cancelled.</exception>
    public void Synchronize() => NativeMethods.StreamSynchronize(SafeHandle, CallbackFailure);

    /// <summary>cuEventRecord: <paramref name="deviceEvent"/> completes when the work queued so far is done.</summary>
    /// <param name="deviceEvent">The event; recording it again replaces what it stood for.</param>
    public void Record(DeviceEvent deviceEvent)
    {
        ArgumentNullException.ThrowIfNull(deviceEvent);
        Library.RequireSharedDevices(deviceEvent.Library, "The event", nameof(deviceEvent));
        NativeMethods.EventRecord(deviceEvent.SafeHandle, SafeHandle);
    }

    /// <summary>
    /// cuStreamWaitEvent: work added later waits for what <paramref name="deviceEvent"/> stands for now. Never blocks
    /// the caller; an event that was never recorded is not waited for.
    /// </summary>
    /// <param name="deviceEvent">The event.</param>
    public void Wait(DeviceEvent deviceEvent)
    {
        ArgumentNullException.ThrowIfNull(deviceEvent);
        Library.RequireSharedDevices(deviceEvent.Library, "The event", nameof(deviceEvent));
        NativeMethods.StreamWaitEvent(SafeHandle, deviceEvent.SafeHandle);
    }

    /// <summary>
    /// cuStreamDestroy, after waiting for the queued work. What failed in it is lost: synchronise first to know.
    /// </summary>
    public void Dispose() => _handle.Dispose();
}
