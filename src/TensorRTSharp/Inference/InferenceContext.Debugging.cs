using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Who is shown the debug tensors of a run.</content>
public sealed partial class InferenceContext
{
    private IDebugListener? _debugListener;
    private ListeningCallback? _listening;
    private DebugListenerHandle? _nativeListener;

    /// <summary>
    /// nvinfer1::IExecutionContext::setDebugListener, getDebugListener: is shown the tensors that were marked for debugging
    /// when the network was built (<see cref="Network.MarkDebug"/>) and whose <see cref="SetTensorDebugState"/> is on. Null
    /// for none. Runs that show tensors are slower. Held until it is replaced or this object is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">A run is being enqueued, or another thread uses this context.</exception>
    /// <exception cref="TensorRTNotSupportedException">The backend shows no inner tensors.</exception>
    public IDebugListener? DebugListener
    {
        get
        {
            _ = Handle;
            return _debugListener;
        }

        set
        {
            Enter();
            try
            {
                SetDebugListener(Handle, value);
            }
            finally
            {
                Exit();
            }
        }
    }

    private void SetDebugListener(ContextHandle handle, IDebugListener? listener)
    {
        ListeningCallback? callback = listener is null ? null : new(listener, _recorder.Failures, _engine.Library);
        using DebugListenerHandle? native = callback?.Create(_engine.Library.Library);
        NativeMethods.ContextSetDebugListener(handle, native);
        (_debugListener, _listening) = (listener, callback);
        Hold(handle, native, ref _nativeListener);
    }
}
