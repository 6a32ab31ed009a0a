using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ICudaEngine: a built network, ready to run. Any thread may use it, several at once; each thread, or each
/// stream, needs a context of its own. Owned by the caller; may be disposed before or after its runtime and its
/// contexts.
/// </summary>
public sealed partial class Engine : IDisposable
{
    private readonly EngineHandle _handle;
    private readonly Dictionary<string, EngineTensor> _byName;
    private readonly int[] _positions; // of each tensor among the inputs, or among the outputs
    private readonly ErrorRecorderSlot _recorder;

    internal Engine(TensorRT library, EngineHandle handle)
    {
        Library = library;
        _handle = handle;
        _recorder = new ErrorRecorderSlot(library);
        Name = NativeMethods.EngineGetName(handle) ?? "";
        OptimizationProfileCount = NativeMethods.EngineGetNbOptimizationProfiles(handle);
        EngineTensor[] tensors = ReadTensors(handle);
        Tensors = tensors;
        Inputs = [.. tensors.Where(static tensor => tensor.Mode == TensorIOMode.Input)];
        Outputs = [.. tensors.Where(static tensor => tensor.Mode == TensorIOMode.Output)];
        _byName = tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        _positions = [.. tensors.Select(tensor => tensors.Take(tensor.Index).Count(before => before.Mode == tensor.Mode))];
        Device = library.Backend == Backend.Cpu ? 0 : NativeMethods.DeviceGetCurrent(library.Library);
    }

    /// <summary>nvinfer1::ICudaEngine::getName: the name of the network that it was built from.</summary>
    public string Name { get; }

    /// <summary>The implementation that runs this engine.</summary>
    public Backend Backend => Library.Backend;

    /// <summary>nvinfer1::ICudaEngine::getNbIOTensors, getIOTensorName: the inputs, in the engine's order.</summary>
    public IReadOnlyList<EngineTensor> Inputs { get; }

    /// <summary>nvinfer1::ICudaEngine::getNbIOTensors, getIOTensorName: the outputs, in the engine's order.</summary>
    public IReadOnlyList<EngineTensor> Outputs { get; }

    /// <summary>
    /// nvinfer1::ICudaEngine::getNbIOTensors, getIOTensorName: inputs and outputs, in the engine's order.
    /// </summary>
    public IReadOnlyList<EngineTensor> Tensors { get; }

    /// <summary>nvinfer1::ICudaEngine::getNbOptimizationProfiles.</summary>
    public int OptimizationProfileCount { get; }

    /// <summary>nvinfer1::ICudaEngine::getNbLayers: how many layers are left after fusion.</summary>
    public int LayerCount => NativeMethods.EngineGetNbLayers(Handle);

    /// <summary>nvinfer1::ICudaEngine::getDeviceMemorySizeV2: the device memory that a context needs.</summary>
    public ByteSize DeviceMemorySize => ByteSize.Bytes(NativeMethods.EngineGetDeviceMemorySizeV2(Handle));

    /// <summary>
    /// nvinfer1::ICudaEngine::setErrorRecorder, getErrorRecorder: gets the errors of this engine and of contexts made from
    /// it later; null for none. Kept as long as the engine and its contexts.
    /// </summary>
    public IErrorRecorder? ErrorRecorder
    {
        get => ErrorRecorderSlot.Of(NativeMethods.EngineGetErrorRecorder(Handle));
        set => _recorder.Set(Handle, value, NativeMethods.EngineSetErrorRecorder);
    }

    /// <summary>
    /// Did it come from an <see cref="EngineCache"/>, so that nothing had to be built? False for engines that were not built
    /// with one.
    /// </summary>
    public bool WasCached { get; internal set; }

    internal TensorRT Library { get; }

    /// <summary>The index of the GPU that it was loaded on; 0 on the CPU backend.</summary>
    public int Device { get; }

    private EngineHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            _recorder.Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>nvinfer1::ICudaEngine::getProfileShape: a limit that a profile sets to an input.</summary>
    /// <param name="tensor">The name of an input.</param>
    /// <param name="profile">The index of the profile.</param>
    /// <param name="selector">Which of its three shapes.</param>
    /// <returns>The shape.</returns>
    public long[] GetProfileShape(string tensor, int profile, OptProfileSelector selector)
    {
        ArgumentException.ThrowIfNullOrEmpty(tensor);
        return NativeMethods.EngineGetProfileShape(Handle, tensor, profile, selector).ToArray(tensor);
    }

    /// <summary>
    /// nvinfer1::ICudaEngine::createExecutionContext: what a thread needs to run this engine, with memory of its own. Owned
    /// by the caller.
    /// </summary>
    /// <returns>The context, with profile 0 selected.</returns>
    /// <exception cref="TensorRTOutOfMemoryException">There is not enough device memory for it.</exception>
    public InferenceContext CreateContext() => CreateContext(ExecutionContextAllocationStrategy.Static);

    /// <summary>
    /// nvinfer1::ICudaEngine::createExecutionContext: what a thread needs to run this engine. Owned by the caller.
    /// </summary>
    /// <param name="strategy">Who provides the memory of inner tensors, and when.</param>
    /// <returns>The context, with profile 0 selected.</returns>
    /// <exception cref="TensorRTOutOfMemoryException">There is not enough device memory for it.</exception>
    public InferenceContext CreateContext(ExecutionContextAllocationStrategy strategy) =>
        CreateContext(handle => NativeMethods.EngineCreateExecutionContext(handle, strategy));

    /// <summary>
    /// nvinfer1::ICudaEngine::createExecutionContext, with a configuration. TensorRT 10.11, 11, RTX. Owned by the caller.
    /// </summary>
    /// <param name="config">A configuration of this engine (<see cref="CreateRuntimeConfig"/>).</param>
    /// <returns>The context, with profile 0 selected.</returns>
    /// <exception cref="TensorRTOutOfMemoryException">There is not enough device memory for it.</exception>
    public InferenceContext CreateContext(RuntimeConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        RuntimeConfigHandle native = config.Handle;
        return CreateContext(handle => NativeMethods.EngineCreateExecutionContextWithConfig(handle, native));
    }

    /// <summary>What takes inputs, checks and runs them, and brings outputs back. Owned by the caller.</summary>
    /// <param name="configure">Sets options; null for the usual ones.</param>
    /// <returns>The session, for one thread at a time.</returns>
    /// <exception cref="TensorRTOutOfMemoryException">There is not enough device memory for its context.</exception>
    public InferenceSession CreateSession(Action<InferenceSessionOptions>? configure = null)
    {
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        InferenceSessionOptions options = new();
        configure?.Invoke(options);
        return new InferenceSession(this, options);
    }

    /// <summary>Inputs for sessions of this engine, without values. Owned by the caller.</summary>
    /// <returns>The inputs, for one thread at a time.</returns>
    public InferenceInputs CreateInputs()
    {
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        return new InferenceInputs(this);
    }

    /// <summary>nvinfer1::ICudaEngine::createRuntimeConfig. TensorRT 10.11, 11, RTX. Owned by the caller.</summary>
    /// <returns>The configuration, with TensorRT's defaults.</returns>
    public RuntimeConfig CreateRuntimeConfig() => new(NativeMethods.EngineCreateRuntimeConfig(Handle));

    /// <summary>nvinfer1::ICudaEngine::createEngineInspector. Owned by the caller.</summary>
    /// <returns>The inspector.</returns>
    public EngineInspector CreateInspector() => new(this, NativeMethods.EngineCreateEngineInspector(Handle));

    /// <summary>
    /// nvinfer1::createInferRefitter: gives this engine other weights. For engines that <see cref="IsRefittable"/>. Owned by
    /// the caller.
    /// </summary>
    /// <returns>The refitter.</returns>
    public Refitter CreateRefitter() => new(this, NativeMethods.RefitterCreate(Handle));

    /// <summary>nvinfer1::ICudaEngine::createSerializationConfig. Owned by the caller.</summary>
    /// <returns>The configuration, with TensorRT's defaults.</returns>
    public SerializationConfig CreateSerializationConfig() => new(NativeMethods.EngineCreateSerializationConfig(Handle));

    /// <summary>nvinfer1::ICudaEngine::serializeWithConfig. Owned by the caller.</summary>
    /// <param name="config">What is written.</param>
    /// <returns>The plan.</returns>
    public SerializedEngine Serialize(SerializationConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new SerializedEngine(NativeMethods.EngineSerializeWithConfig(Handle, config.Handle));
    }

    /// <summary>nvinfer1::ICudaEngine::serialize. Owned by the caller.</summary>
    /// <returns>The plan.</returns>
    public SerializedEngine Serialize() => new(NativeMethods.EngineSerialize(Handle));

    /// <summary>Frees the engine, once its contexts are disposed too.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>An engine over a new handle, which is not lost where the engine cannot be read.</summary>
    internal static Engine Own(TensorRT library, EngineHandle handle)
    {
        try
        {
            return new Engine(library, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of that name; throws with the names that there are.</summary>
    internal EngineTensor Tensor(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out EngineTensor? tensor)
            ? tensor
            : throw new ArgumentException(
                $"The engine has no tensor '{name}'; it has "
                + string.Join(", ", Tensors.Select(static known => $"'{known.Name}'")) + ".",
                nameof(name));
    }

    /// <summary>The position among <see cref="Inputs"/>; throws with the names that there are.</summary>
    internal int InputIndex(string name) => Position(name, TensorIOMode.Input);

    /// <summary>The position among <see cref="Outputs"/>; throws with the names that there are.</summary>
    internal int OutputIndex(string name) => Position(name, TensorIOMode.Output);

    private int Position(string name, TensorIOMode mode)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out EngineTensor? tensor) && tensor.Mode == mode
            ? _positions[tensor.Index]
            : throw new ArgumentException(
                $"The engine has no {(mode == TensorIOMode.Input ? "input" : "output")} '{name}'; it has "
                + string.Join(", ", (mode == TensorIOMode.Input ? Inputs : Outputs).Select(static known => $"'{known.Name}'"))
                + ".",
                nameof(name));
    }

    /// <summary>Plugins are attached meanwhile: what they throw is the cause of the failure.</summary>
    private InferenceContext CreateContext(Func<EngineHandle, ContextHandle> create)
    {
        using DeviceScope device = new(this);
        return new(this, PluginCall.Run(Library, _recorder.Failures, TensorRTStatus.CallbackFailed, Handle, create));
    }

    private static EngineTensor[] ReadTensors(EngineHandle handle)
    {
        var tensors = new EngineTensor[NativeMethods.EngineGetNbIOTensors(handle)];
        for (int index = 0; index < tensors.Length; index++)
        {
            string name = NativeMethods.EngineGetIOTensorName(handle, index) ?? "";
            NativeDims shape = NativeMethods.EngineGetTensorShape(handle, name);
            tensors[index] = new EngineTensor(
                index,
                name,
                NativeMethods.EngineGetTensorDataType(handle, name),
                NativeMethods.EngineGetTensorIOMode(handle, name),
                NativeMethods.EngineGetTensorLocation(handle, name),
                NativeMethods.EngineIsShapeInferenceIO(handle, name),
                shape.IsRankKnown ? shape.ToArray(name) : null);
        }

        return tensors;
    }
}
