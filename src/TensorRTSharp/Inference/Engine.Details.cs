using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>What an engine tells of itself: how it was built, how its tensors lie in memory, what memory it needs.</content>
public sealed partial class Engine
{
    /// <summary>nvinfer1::ICudaEngine::isRefittable: can its weights be replaced?</summary>
    public bool IsRefittable => NativeMethods.EngineIsRefittable(Handle);

    /// <summary>nvinfer1::ICudaEngine::getEngineCapability: which restrictions it keeps to.</summary>
    public EngineCapability EngineCapability => NativeMethods.EngineGetEngineCapability(Handle);

    /// <summary>nvinfer1::ICudaEngine::getProfilingVerbosity: how much an inspector can tell.</summary>
    public ProfilingVerbosity ProfilingVerbosity => NativeMethods.EngineGetProfilingVerbosity(Handle);

    /// <summary>nvinfer1::ICudaEngine::getHardwareCompatibilityLevel: on which other GPUs it may run.</summary>
    public HardwareCompatibilityLevel HardwareCompatibilityLevel =>
        NativeMethods.EngineGetHardwareCompatibilityLevel(Handle);

    /// <summary>nvinfer1::ICudaEngine::getNbAuxStreams: how many streams beside the caller's a run uses.</summary>
    public int AuxiliaryStreamCount => NativeMethods.EngineGetNbAuxStreams(Handle);

    /// <summary>nvinfer1::ICudaEngine::getStreamableWeightsSize: how much of its weights can stay in host memory.</summary>
    public ByteSize StreamableWeightsSize => ByteSize.Bytes(NativeMethods.EngineGetStreamableWeightsSize(Handle));

    /// <summary>
    /// nvinfer1::ICudaEngine::setWeightStreamingBudgetV2, getWeightStreamingBudgetV2: how much device memory weights may
    /// take that can be streamed. Set it before contexts are made. TensorRT 10.1, 11, RTX.
    /// </summary>
    public ByteSize WeightStreamingBudget
    {
        get => ByteSize.Bytes(NativeMethods.EngineGetWeightStreamingBudgetV2(Handle));
        set
        {
            EngineHandle handle = Handle;
            PluginCall.Run(
                Library,
                _recorder.Failures,
                TensorRTStatus.CallbackFailed,
                () => NativeMethods.EngineSetWeightStreamingBudgetV2(handle, value.Value));
        }
    }

    /// <summary>
    /// nvinfer1::ICudaEngine::getWeightStreamingAutomaticBudget: what TensorRT would set. TensorRT 10.1, 11, RTX.
    /// </summary>
    public ByteSize WeightStreamingAutomaticBudget =>
        ByteSize.Bytes(NativeMethods.EngineGetWeightStreamingAutomaticBudget(Handle));

    /// <summary>
    /// nvinfer1::ICudaEngine::getWeightStreamingScratchMemorySize: what a context needs besides for streaming.
    /// TensorRT 10.1, 11, RTX.
    /// </summary>
    public ByteSize WeightStreamingScratchMemorySize =>
        ByteSize.Bytes(NativeMethods.EngineGetWeightStreamingScratchMemorySize(Handle));

    /// <summary>
    /// nvinfer1::ICudaEngine::areWeightsLoaded: false until <see cref="LoadWeights"/> where the runtime defers that.
    /// TensorRT-RTX 1.6.
    /// </summary>
    public bool AreWeightsLoaded => NativeMethods.EngineAreWeightsLoaded(Handle);

    /// <summary>nvinfer1::ICudaEngine::getTacticSources.</summary>
    /// <returns>The sources that its kernels could come from.</returns>
    public TacticSource[] GetTacticSources() =>
        EnumMask.ToArray<TacticSource>(NativeMethods.EngineGetTacticSources(Handle));

    /// <summary>nvinfer1::ICudaEngine::getEngineStat. TensorRT 10.14, 11, RTX.</summary>
    /// <param name="stat">What to count.</param>
    /// <returns>A number of bytes.</returns>
    public long GetStat(EngineStat stat) => NativeMethods.EngineGetEngineStat(Handle, stat);

    /// <summary>
    /// nvinfer1::ICudaEngine::getDeviceMemorySizeForProfileV2: the device memory that a context needs for a profile.
    /// TensorRT 10.1, 11, RTX.
    /// </summary>
    /// <param name="profile">The index of a profile.</param>
    /// <returns>The size.</returns>
    public ByteSize GetDeviceMemorySizeForProfile(int profile) =>
        ByteSize.Bytes(NativeMethods.EngineGetDeviceMemorySizeForProfileV2(Handle, profile));

    /// <summary>nvinfer1::ICudaEngine::getTensorFormat: how a tensor lies in memory.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <param name="profile">The index of a profile.</param>
    /// <returns>The format.</returns>
    public TensorFormat GetTensorFormat(string tensor, int profile = 0) =>
        NativeMethods.EngineGetTensorFormatForProfile(Handle, Tensor(tensor).Name, profile);

    /// <summary>nvinfer1::ICudaEngine::getTensorFormatDesc: how a tensor lies in memory, in words.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <param name="profile">The index of a profile.</param>
    /// <returns>The text.</returns>
    public string GetTensorFormatDescription(string tensor, int profile = 0) =>
        NativeMethods.EngineGetTensorFormatDescForProfile(Handle, Tensor(tensor).Name, profile) ?? "";

    /// <summary>nvinfer1::ICudaEngine::getTensorVectorizedDim.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <param name="profile">The index of a profile.</param>
    /// <returns>The dimension along which elements stand in vectors; -1 for none.</returns>
    public int GetTensorVectorizedDimension(string tensor, int profile = 0) =>
        NativeMethods.EngineGetTensorVectorizedDimForProfile(Handle, Tensor(tensor).Name, profile);

    /// <summary>nvinfer1::ICudaEngine::getTensorComponentsPerElement.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <param name="profile">The index of a profile.</param>
    /// <returns>The length of a vector; -1 where there are none.</returns>
    public int GetTensorComponentsPerElement(string tensor, int profile = 0) =>
        NativeMethods.EngineGetTensorComponentsPerElementForProfile(Handle, Tensor(tensor).Name, profile);

    /// <summary>nvinfer1::ICudaEngine::getTensorBytesPerComponent.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <param name="profile">The index of a profile.</param>
    /// <returns>The bytes of an element of a vector; -1 where there are none.</returns>
    public int GetTensorBytesPerComponent(string tensor, int profile = 0) =>
        NativeMethods.EngineGetTensorBytesPerComponentForProfile(Handle, Tensor(tensor).Name, profile);

    /// <summary>
    /// nvinfer1::ICudaEngine::getAliasedInputTensor: the input whose memory an output shares. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <param name="output">The name of an output.</param>
    /// <returns>The name of an input, or null for none.</returns>
    public string? GetAliasedInput(string output) =>
        NativeMethods.EngineGetAliasedInputTensor(Handle, Tensor(output).Name) is { Length: > 0 } input ? input : null;

    /// <summary>nvinfer1::ICudaEngine::isDebugTensor.</summary>
    /// <param name="tensor">The name of a tensor that was marked for debugging.</param>
    /// <returns>True where it is one.</returns>
    public bool IsDebugTensor(string tensor)
    {
        ArgumentException.ThrowIfNullOrEmpty(tensor);
        return NativeMethods.EngineIsDebugTensor(Handle, tensor);
    }

    /// <summary>
    /// nvinfer1::ICudaEngine::getProfileTensorValuesV2: a limit that a profile sets to the values of an input that is a
    /// shape.
    /// </summary>
    /// <param name="tensor">The name of an input.</param>
    /// <param name="profile">The index of the profile.</param>
    /// <param name="selector">Which of its three limits.</param>
    /// <returns>The values; empty where the profile says nothing of them.</returns>
    public long[] GetProfileShapeValues(string tensor, int profile, OptProfileSelector selector)
    {
        EngineHandle handle = Handle;
        EngineTensor input = Tensor(tensor);
        long count = 1;
        foreach (long dimension in input.Shape)
        {
            count *= Math.Max(dimension, 0);
        }

        try
        {
            return NativeNames.ReadInt64(
                NativeMethods.EngineGetProfileTensorValuesV2(handle, input.Name, profile, selector), count);
        }
        catch (TensorRTNotSupportedException)
        {
            // TensorRT 10 before 10.11 has 32 bits only.
            return NativeNames.ReadInt32(
                NativeMethods.EngineGetProfileTensorValues(handle, input.Name, profile, selector), count);
        }
    }

    /// <summary>
    /// nvinfer1::ICudaEngine::loadWeights: the weights that the runtime left out. TensorRT-RTX 1.6.
    /// </summary>
    /// <param name="plan">The plan that the engine was loaded from.</param>
    /// <exception cref="EngineLoadException">The bytes do not fit.</exception>
    public void LoadWeights(SerializedEngine plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        EngineHandle handle = Handle;
        PluginCall.Run(
            Library,
            _recorder.Failures,
            TensorRTStatus.LoadFailed,
            () => HostMemoryBytes.LoadWeights(handle, plan.Handle));
    }
}
