using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRefitter: gives an engine that was built with <see cref="BuilderFlag.Refit"/> other weights. No run of the
/// engine may be under way while it is refitted. One thread at a time. Owned by the caller; may be disposed before or
/// after its engine.
/// </summary>
public sealed class Refitter : IDisposable
{
    private readonly Engine _engine;
    private readonly RefitterHandle _handle;
    private readonly ErrorRecorderSlot _recorder;
    private readonly List<OnnxParserRefitterHandle> _parsers = []; // freed with the refitter, whose weights lie in them

    internal Refitter(Engine engine, RefitterHandle handle)
    {
        _engine = engine;
        _handle = handle;
        _recorder = new ErrorRecorderSlot(engine.Library);
    }

    /// <summary>
    /// nvinfer1::IRefitter::setMaxThreads, getMaxThreads: how many threads refitting may use, the calling one included.
    /// </summary>
    public int MaxThreads
    {
        get => NativeMethods.RefitterGetMaxThreads(Handle);
        set => NativeMethods.RefitterSetMaxThreads(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IRefitter::setWeightsValidation, getWeightsValidation: are new weights looked through for what the
    /// engine cannot take? True unless set.
    /// </summary>
    public bool ValidatesWeights
    {
        get => NativeMethods.RefitterGetWeightsValidation(Handle);
        set => NativeMethods.RefitterSetWeightsValidation(Handle, value);
    }

    /// <summary>nvinfer1::IRefitter::setErrorRecorder, getErrorRecorder: gets its errors; null for none.</summary>
    public IErrorRecorder? ErrorRecorder
    {
        get => ErrorRecorderSlot.Of(NativeMethods.RefitterGetErrorRecorder(Handle));
        set => _recorder.Set(Handle, value, NativeMethods.RefitterSetErrorRecorder);
    }

    private RefitterHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            _recorder.Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>nvinfer1::IRefitter::getAllWeights: the names of all weights that can be replaced.</summary>
    /// <returns>The names.</returns>
    public string[] GetAllWeights() => NativeNames.Read(Handle, NativeMethods.RefitterGetAllWeights);

    /// <summary>
    /// nvinfer1::IRefitter::getMissingWeights: the names of weights that must be given, too, before
    /// <see cref="RefitEngine()"/>.
    /// </summary>
    /// <returns>The names.</returns>
    public string[] GetMissingWeights() => NativeNames.Read(Handle, NativeMethods.RefitterGetMissingWeights);

    /// <summary>nvinfer1::IRefitter::getAll: all weights that can be replaced, by layer and role.</summary>
    /// <returns>Layers and roles.</returns>
    public LayerWeights[] GetAll() => NativeNames.Read(Handle, NativeMethods.RefitterGetAll);

    /// <summary>nvinfer1::IRefitter::getMissing: what must be given, too, before <see cref="RefitEngine()"/>.</summary>
    /// <returns>Layers and roles.</returns>
    public LayerWeights[] GetMissing() => NativeNames.Read(Handle, NativeMethods.RefitterGetMissing);

    /// <summary>nvinfer1::IRefitter::setWeights: new weights by layer and role. Read when the engine is refitted.</summary>
    /// <param name="layer">The name of a layer.</param>
    /// <param name="role">Which of its weights.</param>
    /// <param name="weights">As many elements, of the type, that it has.</param>
    public void SetWeights(string layer, WeightsRole role, Weights weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(layer);
        ArgumentNullException.ThrowIfNull(weights);
        RefitterHandle handle = Handle;
        NativeMethods.RefitterSetWeights(handle, layer, role, weights.LendTo(handle));
    }

    /// <summary>nvinfer1::IRefitter::setNamedWeights: new weights by name. Read when the engine is refitted.</summary>
    /// <param name="name">One of <see cref="GetAllWeights"/>.</param>
    /// <param name="weights">As many elements, of the type, that it has.</param>
    public void SetNamedWeights(string name, Weights weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(weights);
        RefitterHandle handle = Handle;
        NativeMethods.RefitterSetNamedWeights(handle, name, weights.LendTo(handle));
    }

    /// <summary>nvinfer1::IRefitter::unsetNamedWeights: takes back what was given.</summary>
    /// <param name="name">One of <see cref="GetAllWeights"/>.</param>
    public void UnsetNamedWeights(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        NativeMethods.RefitterUnsetNamedWeights(Handle, name);
    }

    /// <summary>nvinfer1::IRefitter::getNamedWeights: what was given under a name.</summary>
    /// <param name="name">One of <see cref="GetAllWeights"/>.</param>
    /// <returns>A copy; empty where nothing was given. Owned by the caller.</returns>
    public Weights GetNamedWeights(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Weights.Copy(NativeMethods.RefitterGetNamedWeights(Handle, name));
    }

    /// <summary>nvinfer1::IRefitter::getWeightsPrototype: what weights of that name must look like.</summary>
    /// <param name="name">One of <see cref="GetAllWeights"/>.</param>
    /// <returns>Their type and count.</returns>
    public (DataType DataType, long Count) GetWeightsPrototype(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        NativeWeights prototype = NativeMethods.RefitterGetWeightsPrototype(Handle, name);
        return (prototype.Type, prototype.Count);
    }

    /// <summary>
    /// nvinfer1::IRefitter::setDynamicRange: another range for a tensor of an implicitly quantised engine. TensorRT 10.
    /// </summary>
    /// <param name="tensor">One of <see cref="GetTensorsWithDynamicRange"/>.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    public void SetDynamicRange(string tensor, float min, float max)
    {
        ArgumentException.ThrowIfNullOrEmpty(tensor);
        NativeMethods.RefitterSetDynamicRange(Handle, tensor, min, max);
    }

    /// <summary>nvinfer1::IRefitter::getDynamicRangeMin, getDynamicRangeMax. TensorRT 10.</summary>
    /// <param name="tensor">One of <see cref="GetTensorsWithDynamicRange"/>.</param>
    /// <returns>The range.</returns>
    public (float Min, float Max) GetDynamicRange(string tensor)
    {
        ArgumentException.ThrowIfNullOrEmpty(tensor);
        RefitterHandle handle = Handle;
        return (NativeMethods.RefitterGetDynamicRangeMin(handle, tensor), NativeMethods.RefitterGetDynamicRangeMax(handle, tensor));
    }

    /// <summary>nvinfer1::IRefitter::getTensorsWithDynamicRange. TensorRT 10.</summary>
    /// <returns>The names.</returns>
    public string[] GetTensorsWithDynamicRange() =>
        NativeNames.Read(Handle, NativeMethods.RefitterGetTensorsWithDynamicRange);

    /// <summary>nvonnxparser::createParserRefitter: takes new weights from ONNX models. Owned by the caller.</summary>
    /// <returns>The parser.</returns>
    public OnnxParserRefitter CreateOnnxParserRefitter()
    {
        OnnxParserRefitterHandle parser = NativeMethods.OnnxParserRefitterCreate(Handle);
        _parsers.Add(parser);
        return new OnnxParserRefitter(_engine.Library, parser, _recorder.Failures);
    }

    /// <summary>nvinfer1::IRefitter::refitCudaEngine: the engine has the new weights when this returns.</summary>
    /// <exception cref="InvalidOperationException">
    /// Weights are missing (<see cref="GetMissingWeights"/>) or do not fit.
    /// </exception>
    /// <exception cref="TensorRTException">An allocator or a recorder threw: the inner exception has that.</exception>
    public void RefitEngine()
    {
        RefitterHandle handle = Handle;
        Refit(() => NativeMethods.RefitterRefitCudaEngine(handle));
    }

    /// <summary>
    /// nvinfer1::IRefitter::refitCudaEngineAsync: the engine has the new weights once <paramref name="stream"/> is that
    /// far. The weights must not be disposed before.
    /// </summary>
    /// <param name="stream">Where the refit takes its place among the queued work.</param>
    public void RefitEngine(DeviceStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _engine.Library.RequireSharedDevices(stream.Library, stream.Device, _engine.Device, "The stream", nameof(stream));
        RefitterHandle handle = Handle;
        StreamHandle queue = stream.SafeHandle;
        Refit(() => NativeMethods.RefitterRefitCudaEngineAsync(handle, queue, stream.Handle));
    }

    /// <summary>Frees the refitter and its parsers.</summary>
    public void Dispose()
    {
        foreach (OnnxParserRefitterHandle parser in _parsers)
        {
            parser.Dispose();
        }

        _handle.Dispose();
    }

    private void Refit(Action call) =>
        PluginCall.Run(_engine.Library, _recorder.Failures, TensorRTStatus.CallbackFailed, call);
}

/// <summary>Weights of a layer.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Role">Which of its weights.</param>
public readonly record struct LayerWeights(string Layer, WeightsRole Role);
