using Microsoft.Extensions.Logging;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRuntime: loads engines. Any thread may use it, several at once; set its properties before. Owned by the
/// caller; may be disposed before its engines.
/// </summary>
public sealed class Runtime : IDisposable
{
    private readonly RuntimeHandle _handle;
    private readonly TensorRT _library;

    private readonly ErrorRecorderSlot _recorder;
    private readonly GpuAllocatorSlot _allocator;
    private readonly ILogger? _logger;

    internal Runtime(TensorRT library, RuntimeHandle handle, ILogger? logger)
    {
        _library = library;
        _handle = handle;
        _logger = logger;
        _recorder = new ErrorRecorderSlot(library, logger);
        _allocator = new GpuAllocatorSlot(library, _recorder.Failures);
    }

    /// <summary>
    /// nvinfer1::IRuntime::setEngineHostCodeAllowed, getEngineHostCodeAllowed: may plans bring code that runs in this
    /// process? False unless set; version-compatible plans need it. Allow it only for plans that you trust like a
    /// program.
    /// </summary>
    public bool EngineHostCodeAllowed
    {
        get => NativeMethods.RuntimeGetEngineHostCodeAllowed(Handle);
        set => NativeMethods.RuntimeSetEngineHostCodeAllowed(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IRuntime::setMaxThreads, getMaxThreads: how many threads loading may use, the calling one included.
    /// </summary>
    public int MaxThreads
    {
        get => NativeMethods.RuntimeGetMaxThreads(Handle);
        set => NativeMethods.RuntimeSetMaxThreads(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IRuntime::setErrorRecorder, getErrorRecorder: gets the errors of this runtime and of engines that it loads
    /// later; null for none. Kept as long as the runtime and its engines.
    /// </summary>
    public IErrorRecorder? ErrorRecorder
    {
        get => ErrorRecorderSlot.Of(NativeMethods.RuntimeGetErrorRecorder(Handle));
        set => _recorder.Set(Handle, value, NativeMethods.RuntimeSetErrorRecorder);
    }

    /// <summary>
    /// nvinfer1::IRuntime::setGpuAllocator: provides the device memory of engines that are loaded later, and of their
    /// contexts; null for TensorRT's own. Kept as long as the runtime and its engines.
    /// </summary>
    /// <exception cref="TensorRTNotSupportedException">The backend has no device memory.</exception>
    public IGpuAllocator? GpuAllocator
    {
        get
        {
            _ = Handle;
            return _allocator.Allocator;
        }

        set => _allocator.Set(Handle, value, NativeMethods.RuntimeSetGpuAllocator);
    }

    /// <summary>nvinfer1::IRuntime::setDLACore, getDLACore: the DLA core that engines run on; -1 for none.</summary>
    public int DlaCore
    {
        get => NativeMethods.RuntimeGetDLACore(Handle);
        set => NativeMethods.RuntimeSetDLACore(Handle, value);
    }

    /// <summary>nvinfer1::IRuntime::getNbDLACores.</summary>
    public int DlaCoreCount => NativeMethods.RuntimeGetNbDLACores(Handle);

    /// <summary>
    /// nvinfer1::IRuntime::setTemporaryDirectory, getTemporaryDirectory: where host code of version-compatible engines is
    /// written to, if it must be in files; the system's place unless set.
    /// </summary>
    public string? TemporaryDirectory
    {
        get => NativeMethods.RuntimeGetTemporaryDirectory(Handle);
        set => NativeMethods.RuntimeSetTemporaryDirectory(Handle, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>
    /// nvinfer1::IRuntime::setDeferredWeightsLoading, getDeferredWeightsLoading: are engines loaded without their weights,
    /// until <see cref="Engine.LoadWeights"/>? TensorRT-RTX 1.6.
    /// </summary>
    public bool DefersWeightsLoading
    {
        get => NativeMethods.RuntimeGetDeferredWeightsLoading(Handle);
        set => NativeMethods.RuntimeSetDeferredWeightsLoading(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IRuntime::getEngineHeaderSize: how many bytes of a plan <see cref="GetEngineValidity"/> needs.
    /// TensorRT-RTX.
    /// </summary>
    public int EngineHeaderSize => checked((int)NativeMethods.RuntimeGetEngineHeaderSize(Handle));

    internal RuntimeHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            _recorder.Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>nvinfer1::IRuntime::deserializeCudaEngine. The engine is owned by the caller.</summary>
    /// <param name="plan">A serialized engine; not needed any more on return.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">
    /// The bytes are no plan, damaged, or of another version, backend or device.
    /// </exception>
    public Engine DeserializeEngine(ReadOnlySpan<byte> plan)
    {
        try
        {
            return LoadKnown(plan);
        }
        catch (EngineLoadException problem) when (problem.InnerException is null)
        {
            throw PlanFit.Explain(problem, EngineInfo.Read(plan), "The plan", _library);
        }
    }

    /// <summary>nvinfer1::IRuntime::deserializeCudaEngine. The engine is owned by the caller.</summary>
    /// <param name="plan">A serialized engine of any size; not needed any more on return.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">The plan is of another version, backend or device.</exception>
    public Engine DeserializeEngine(SerializedEngine plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        try
        {
            RuntimeHandle handle = Handle;
            return Load(() => HostMemoryBytes.Deserialize(handle, plan.Handle));
        }
        catch (EngineLoadException problem) when (problem.InnerException is null)
        {
            throw PlanFit.Explain(problem, HostMemoryBytes.Look(plan.Handle), "The plan", _library);
        }
    }

    /// <summary>
    /// nvinfer1::IRuntime::deserializeCudaEngine, from a file of any size. The engine is owned by the caller.
    /// </summary>
    /// <param name="path">A file that <see cref="HostMemory.Save"/> or another tool of TensorRT wrote.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="EngineLoadException">
    /// The file is no plan, damaged, or of another version, backend or device.
    /// </exception>
    public Engine LoadEngine(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            RuntimeHandle handle = Handle;
            return Load(() => HostMemoryBytes.DeserializeFile(handle, path));
        }
        catch (EngineLoadException problem) when (problem.InnerException is null)
        {
            throw PlanFit.Explain(problem, EngineInfo.Read(path), $"The plan '{path}'", _library);
        }
    }

    /// <summary>
    /// nvinfer1::IRuntime::deserializeCudaEngine with an IStreamReaderV2: reads a plan as it is needed, so that it need not
    /// be in memory as a whole. The engine is owned by the caller.
    /// </summary>
    /// <param name="plan">A readable stream at the beginning of a plan; not needed any more on return.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">
    /// The bytes are no plan, damaged, or of another version, backend or device; or the stream threw: the inner exception
    /// has that.
    /// </exception>
    /// <remarks>
    /// TensorRT 10 before 10.7 reads by an IStreamReader. What reads by neither, and a stream that cannot seek, are given a
    /// copy in memory.
    /// </remarks>
    public Engine DeserializeEngine(Stream plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _ = Handle;
        if (!plan.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(plan));
        }

        long start = plan.CanSeek ? plan.Position : 0;
        try
        {
            return LoadKnown(plan);
        }
        catch (EngineLoadException problem) when (plan.CanSeek && problem.InnerException is null)
        {
            plan.Position = start;
            throw PlanFit.Explain(problem, EngineInfo.Read(plan), "The plan", _library);
        }
    }

    /// <summary>
    /// nvinfer1::IRuntime::getEngineValidity: could this machine run a plan? It looks at the header only. TensorRT-RTX.
    /// </summary>
    /// <param name="header">At least <see cref="EngineHeaderSize"/> bytes of the plan.</param>
    /// <param name="diagnostics">Why not; none where TensorRT does not say, for instance without a GPU.</param>
    /// <returns>Valid, suboptimal or invalid.</returns>
    public EngineValidity GetEngineValidity(ReadOnlySpan<byte> header, out EngineInvalidityDiagnostics diagnostics)
    {
        EngineValidity validity = NativeMethods.RuntimeGetEngineValidity(Handle, header, out ulong bits);
        diagnostics = (EngineInvalidityDiagnostics)bits;
        return validity;
    }

    /// <summary>
    /// nvinfer1::IRuntime::setTempfileControlFlags: how host code of version-compatible engines may be brought into the
    /// process.
    /// </summary>
    /// <param name="flags">What is allowed; all else is not.</param>
    public void SetTempfileControlFlags(params ReadOnlySpan<TempfileControlFlag> flags) =>
        NativeMethods.RuntimeSetTempfileControlFlags(Handle, EnumMask.Of(flags));

    /// <summary>nvinfer1::IRuntime::getTempfileControlFlags.</summary>
    /// <returns>What is allowed.</returns>
    public TempfileControlFlag[] GetTempfileControlFlags() =>
        EnumMask.ToArray<TempfileControlFlag>(NativeMethods.RuntimeGetTempfileControlFlags(Handle));

    /// <summary>
    /// nvinfer1::IRuntime::loadRuntime: another version of TensorRT's runtime, for version-compatible engines. Owned by the
    /// caller.
    /// </summary>
    /// <param name="path">The file of a lean runtime.</param>
    /// <returns>The runtime.</returns>
    /// <exception cref="EngineLoadException">The file is no such runtime.</exception>
    public Runtime LoadRuntime(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Runtime(_library, NativeMethods.RuntimeLoadRuntime(Handle, Path.GetFullPath(path)), _logger);
    }

    /// <summary>Frees the runtime, once its engines are disposed too.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>As <see cref="DeserializeEngine(ReadOnlySpan{byte})"/>, for who knows already what the plan is.</summary>
    internal Engine LoadKnown(ReadOnlySpan<byte> plan)
    {
        RuntimeHandle handle = Handle;
        return Create(PluginCall.Run(
            _library, _recorder.Failures, TensorRTStatus.LoadFailed, plan, bytes => HostMemoryBytes.Deserialize(handle, bytes)));
    }

    /// <summary>As <see cref="DeserializeEngine(Stream)"/>, for who knows already what the plan is.</summary>
    internal Engine LoadKnown(Stream plan)
    {
        RuntimeHandle handle = Handle;
        return Load(() => HostMemoryBytes.DeserializeStream(handle, plan, _library.Library, _recorder.Failures));
    }

    /// <summary>Plugins are created meanwhile: what they throw is the cause of the failure.</summary>
    private Engine Load(Func<EngineHandle> load) =>
        Create(PluginCall.Run(_library, _recorder.Failures, TensorRTStatus.LoadFailed, load));

    private Engine Create(EngineHandle handle) => Engine.Own(_library, handle);
}
