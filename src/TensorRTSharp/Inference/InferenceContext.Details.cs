using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>The rest of IExecutionContext: shapes, memory, debugging, profiling.</content>
public sealed partial class InferenceContext
{
    /// <summary>nvinfer1::IExecutionContext::setDebugSync, getDebugSync: is the stream synchronised after each layer?</summary>
    public bool DebugSync
    {
        get => NativeMethods.ContextGetDebugSync(Handle);
        set => NativeMethods.ContextSetDebugSync(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setPersistentCacheLimit, getPersistentCacheLimit: how much of the L2 cache activations
    /// may keep.
    /// </summary>
    public ByteSize PersistentCacheLimit
    {
        get => ByteSize.Bytes(NativeMethods.ContextGetPersistentCacheLimit(Handle));
        set => NativeMethods.ContextSetPersistentCacheLimit(Handle, value.Value);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setNvtxVerbosity, getNvtxVerbosity: how much NVIDIA's profilers are told.
    /// </summary>
    public ProfilingVerbosity NvtxVerbosity
    {
        get => NativeMethods.ContextGetNvtxVerbosity(Handle);
        set => NativeMethods.ContextSetNvtxVerbosity(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setEnqueueEmitsProfile, getEnqueueEmitsProfile: does each run report to the profiler by
    /// itself, waiting for its end? True unless set.
    /// </summary>
    public bool EnqueueEmitsProfile
    {
        get => NativeMethods.ContextGetEnqueueEmitsProfile(Handle);
        set => NativeMethods.ContextSetEnqueueEmitsProfile(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setUnfusedTensorsDebugState, getUnfusedTensorsDebugState. TensorRT 10.12, 11, RTX.
    /// </summary>
    public bool UnfusedTensorsDebugState
    {
        get => NativeMethods.ContextGetUnfusedTensorsDebugState(Handle);
        set => NativeMethods.ContextSetUnfusedTensorsDebugState(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setErrorRecorder, getErrorRecorder: gets its errors; null for none. A new context has
    /// its engine's. Kept as long as the context.
    /// </summary>
    public IErrorRecorder? ErrorRecorder
    {
        get => ErrorRecorderSlot.Of(NativeMethods.ContextGetErrorRecorder(Handle));
        set => _recorder.Set(Handle, value, NativeMethods.ContextSetErrorRecorder);
    }

    /// <summary>nvinfer1::IExecutionContext::getTensorStrides: how far apart elements are, for the shapes of now.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <returns>In elements, one for each dimension; -1 where that is not known yet.</returns>
    public long[] GetTensorStrides(string tensor) =>
        NativeMethods.ContextGetTensorStrides(Handle, Binding(tensor).Tensor.Name).ToArray(tensor);

    /// <summary>
    /// nvinfer1::IExecutionContext::inferShapes: computes the shapes of outputs from what is set of the inputs.
    /// </summary>
    /// <returns>The names of inputs whose shape or values are missing; none where all shapes are known.</returns>
    /// <exception cref="InvalidOperationException">The shapes that are set cannot go together.</exception>
    public string[] InferShapes()
    {
        ContextHandle handle = Handle;
        var names = new nint[_bindings.Length];
        int missing = NativeMethods.ContextInferShapes(handle, names);
        return [.. names.Take(Math.Min(missing, names.Length)).Select(Utf8.ToString)];
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::updateDeviceMemorySizeForShapes: the memory that the shapes of now need, for contexts
    /// whose memory the caller provides.
    /// </summary>
    /// <returns>The size.</returns>
    public ByteSize UpdateDeviceMemorySizeForShapes() =>
        ByteSize.Bytes(NativeMethods.ContextUpdateDeviceMemorySizeForShapes(Handle));

    /// <summary>
    /// nvinfer1::IExecutionContext::setDeviceMemoryV2: the memory of inner tensors, for contexts made with
    /// <see cref="ExecutionContextAllocationStrategy.UserManaged"/>. Held until another one is set.
    /// </summary>
    /// <param name="memory">At least as large as the engine, or the shapes, need.</param>
    public void SetDeviceMemory(DeviceBuffer memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        _engine.Library.RequireSharedDevices(memory.Library, memory.Device, _engine.Device, "The buffer", nameof(memory));
        ContextHandle handle = Handle;
        BufferHandle buffer = memory.Handle;
        try
        {
            NativeMethods.ContextSetDeviceMemoryV2(handle, memory.Address, memory.ByteLength);
        }
        catch (TensorRTNotSupportedException)
        {
            NativeMethods.ContextSetDeviceMemory(handle, memory.Address); // TensorRT 10.0
        }

        handle.KeepAlive(buffer);
        if (_deviceMemory is not null)
        {
            handle.LetGo(_deviceMemory);
        }

        _deviceMemory = buffer;
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setInputConsumedEvent: recorded when a run does not need its inputs any more. Held
    /// until another one is set.
    /// </summary>
    /// <param name="consumed">The event; null for none.</param>
    public void SetInputConsumedEvent(DeviceEvent? consumed)
    {
        ContextHandle handle = Handle;
        NativeMethods.ContextSetInputConsumedEvent(handle, consumed?.Handle ?? 0);
        if (consumed is not null)
        {
            handle.KeepAlive(consumed.SafeHandle);
        }

        if (_inputConsumed is not null)
        {
            handle.LetGo(_inputConsumed);
        }

        _inputConsumed = consumed?.SafeHandle;
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setAuxStreams: streams that a run may use beside its own, instead of TensorRT's. Held
    /// as long as the context.
    /// </summary>
    /// <param name="streams">As many as the engine's <see cref="Engine.AuxiliaryStreamCount"/>; none for TensorRT's.</param>
    public void SetAuxiliaryStreams(params ReadOnlySpan<DeviceStream> streams)
    {
        ContextHandle handle = Handle;
        var natives = new nint[streams.Length];
        for (int index = 0; index < natives.Length; index++)
        {
            RequireUsable(streams[index]);
            natives[index] = streams[index].Handle;
        }

        NativeMethods.ContextSetAuxStreams(handle, natives);
        foreach (DeviceStream stream in streams)
        {
            handle.KeepAlive(stream.SafeHandle);
        }
    }

    /// <summary>nvinfer1::IExecutionContext::setTensorDebugState: is a debug tensor shown to the debug listener?</summary>
    /// <param name="tensor">The name of a tensor that was marked for debugging.</param>
    /// <param name="enabled">True shows it.</param>
    public void SetTensorDebugState(string tensor, bool enabled)
    {
        ArgumentException.ThrowIfNullOrEmpty(tensor);
        NativeMethods.ContextSetTensorDebugState(Handle, tensor, enabled);
    }

    /// <summary>nvinfer1::IExecutionContext::setAllTensorsDebugState.</summary>
    /// <param name="enabled">True shows all debug tensors to the debug listener.</param>
    public void SetAllTensorsDebugState(bool enabled) => NativeMethods.ContextSetAllTensorsDebugState(Handle, enabled);

    /// <summary>nvinfer1::IExecutionContext::getDebugState.</summary>
    /// <param name="tensor">The name of a tensor that was marked for debugging.</param>
    /// <returns>True where it is shown.</returns>
    public bool GetTensorDebugState(string tensor)
    {
        ArgumentException.ThrowIfNullOrEmpty(tensor);
        return NativeMethods.ContextGetDebugState(Handle, tensor);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::isStreamCapturable: could a run on a stream be captured as a CUDA graph? TensorRT-RTX.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <returns>False where TensorRT would have to compile or allocate meanwhile.</returns>
    public bool IsStreamCapturable(DeviceStream stream)
    {
        RequireUsable(stream);
        return NativeMethods.ContextIsStreamCapturable(Handle, stream.Handle);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setCommunicator: an NCCL communicator (ncclComm_t), for engines that are spread over
    /// devices. It must live as long as the context. TensorRT 10.16, 11, RTX.
    /// </summary>
    /// <param name="communicator">The raw handle.</param>
    public void SetCommunicator(nint communicator) => NativeMethods.ContextSetCommunicator(Handle, communicator);
}
