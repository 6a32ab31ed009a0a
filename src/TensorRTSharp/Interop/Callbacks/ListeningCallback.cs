namespace TensorRTSharp.Interop;

/// <summary>Shows a run's inner tensors to an <see cref="IDebugListener"/>.</summary>
internal sealed unsafe class ListeningCallback : DebugListenerCallback
{
    private readonly IDebugListener _listener;
    private readonly TensorRT _library;

    internal ListeningCallback(IDebugListener listener, CallbackFailure failure, TensorRT library)
    {
        _listener = listener;
        _library = library;
        ReportTo(failure);
    }

    protected override bool ProcessDebugTensor(
        void* addr, TensorLocation location, DataType type, NativeDims* shape, byte* name, void* stream) =>
        _listener.ProcessDebugTensor(new DebugTensor(
            _library, Utf8.ToString((nint)name), location, type, shape->AsSpan(), (nint)addr, (nint)stream));
}
