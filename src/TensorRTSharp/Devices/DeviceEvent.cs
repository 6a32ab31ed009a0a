using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// CUevent: a marker in a stream, to order the work of several streams, or to wait for a part of it. Any thread may use
/// it. Owned by the caller: it may be disposed while streams wait for it.
/// </summary>
public sealed class DeviceEvent : IDisposable
{
    private readonly EventHandle _handle;

    internal DeviceEvent(TensorRT library)
    {
        Library = library;
        _handle = NativeMethods.EventCreate(library.Library);
        Handle = NativeMethods.EventGetNative(_handle);
    }

    /// <summary>
    /// The raw handle: a CUevent (that is, a cudaEvent_t) on a GPU, to share with other CUDA libraries. Valid until the
    /// event is disposed.
    /// </summary>
    public nint Handle { get; }

    /// <summary>cuEventQuery: is the work done that the event stands for? True where it was never recorded.</summary>
    public bool IsCompleted => NativeMethods.EventQuery(SafeHandle);

    internal TensorRT Library { get; }

    internal EventHandle SafeHandle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>cuEventSynchronize: waits until the work is done that the event stands for.</summary>
    public void Synchronize() => NativeMethods.EventSynchronize(SafeHandle);

    /// <summary>cuEventDestroy.</summary>
    public void Dispose() => _handle.Dispose();
}
