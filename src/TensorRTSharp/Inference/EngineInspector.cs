using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IEngineInspector: what an engine is made of, as text. How much it tells depends on the
/// <see cref="BuilderConfig.ProfilingVerbosity"/> of the build. One thread at a time. Owned by the caller; may be
/// disposed before or after its engine.
/// </summary>
public sealed class EngineInspector : IDisposable
{
    private readonly Engine _engine;
    private readonly EngineInspectorHandle _handle;
    private InferenceContext? _context;

    internal EngineInspector(Engine engine, EngineInspectorHandle handle)
    {
        _engine = engine;
        _handle = handle;
        Recorder = new ErrorRecorderSlot(engine.Library);
    }

    /// <summary>
    /// nvinfer1::IEngineInspector::setExecutionContext, getExecutionContext: the context whose shapes the answers are
    /// for; null for none. Held until it is replaced or this object is disposed.
    /// </summary>
    public InferenceContext? Context
    {
        get
        {
            _ = Handle;
            return _context;
        }

        set
        {
            if (value is not null && value.Engine != _engine)
            {
                throw new ArgumentException("The context runs another engine than this inspector's.", nameof(value));
            }

            EngineInspectorHandle handle = Handle;
            ContextHandle? context = value?.SafeHandle;
            NativeMethods.EngineInspectorSetExecutionContext(handle, context);
            if (context is not null)
            {
                handle.KeepAlive(context);
            }

            if (_context is not null)
            {
                handle.LetGo(_context.RawHandle);
            }

            _context = value;
        }
    }

    /// <summary>nvinfer1::IEngineInspector::setErrorRecorder, getErrorRecorder: gets its errors; null for none.</summary>
    public IErrorRecorder? ErrorRecorder
    {
        get => ErrorRecorderSlot.Of(NativeMethods.EngineInspectorGetErrorRecorder(Handle));
        set => Recorder.Set(Handle, value, NativeMethods.EngineInspectorSetErrorRecorder);
    }

    private ErrorRecorderSlot Recorder { get; }

    private EngineInspectorHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            Recorder.Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>nvinfer1::IEngineInspector::getLayerInformation.</summary>
    /// <param name="layer">The index of a layer, up to <see cref="Engine.LayerCount"/>.</param>
    /// <param name="format">One line, or JSON.</param>
    /// <returns>The text; the layer's name alone where the build kept no more.</returns>
    public string GetLayerInformation(int layer, LayerInformationFormat format = LayerInformationFormat.Json) =>
        NativeMethods.EngineInspectorGetLayerInformation(Handle, layer, format) ?? "";

    /// <summary>nvinfer1::IEngineInspector::getEngineInformation: all layers.</summary>
    /// <param name="format">Lines, or JSON.</param>
    /// <returns>The text.</returns>
    public string GetEngineInformation(LayerInformationFormat format = LayerInformationFormat.Json) =>
        NativeMethods.EngineInspectorGetEngineInformation(Handle, format) ?? "";

    /// <summary>Frees the inspector.</summary>
    public void Dispose() => _handle.Dispose();
}
