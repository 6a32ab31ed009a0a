using Microsoft.Extensions.Logging;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IBuilder: builds engines from networks. One thread at a time, its networks and configurations included;
/// use several builders to build in parallel. Owned by the caller; what came from it may be disposed before or after
/// it.
/// </summary>
public sealed class Builder : IDisposable
{
    private readonly BuilderHandle _handle;

    private readonly ErrorRecorderSlot _recorder;
    private readonly GpuAllocatorSlot _allocator;

    internal Builder(TensorRT library, BuilderHandle handle, ILogger? logger)
    {
        Library = library;
        _handle = handle;
        _recorder = new ErrorRecorderSlot(library, logger);
        _allocator = new GpuAllocatorSlot(library, Failures);
    }

    /// <summary>
    /// nvinfer1::IBuilder::setMaxThreads, getMaxThreads: how many threads a build may use, the calling one included.
    /// </summary>
    public int MaxThreads
    {
        get => NativeMethods.BuilderGetMaxThreads(Handle);
        set => NativeMethods.BuilderSetMaxThreads(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilder::setErrorRecorder, getErrorRecorder: gets the errors of this builder and of what it makes later;
    /// null for none. Kept as long as the builder and whatever came from it.
    /// </summary>
    public IErrorRecorder? ErrorRecorder
    {
        get => ErrorRecorderSlot.Of(NativeMethods.BuilderGetErrorRecorder(Handle));
        set => _recorder.Set(Handle, value, NativeMethods.BuilderSetErrorRecorder);
    }

    /// <summary>
    /// nvinfer1::IBuilder::setGpuAllocator: provides the device memory of builds, and of engines that this builder makes
    /// later; null for TensorRT's own. Kept as long as the builder and whatever came from it.
    /// </summary>
    /// <exception cref="TensorRTNotSupportedException">The backend has no device memory.</exception>
    public IGpuAllocator? GpuAllocator
    {
        get
        {
            _ = Handle;
            return _allocator.Allocator;
        }

        set => _allocator.Set(Handle, value, NativeMethods.BuilderSetGpuAllocator);
    }

    /// <summary>
    /// nvinfer1::IBuilder::getMaxDLABatchSize: means something only where <see cref="DlaCoreCount"/> is not 0.
    /// </summary>
    public int MaxDlaBatchSize => NativeMethods.BuilderGetMaxDLABatchSize(Handle);

    /// <summary>nvinfer1::IBuilder::getNbDLACores.</summary>
    public int DlaCoreCount => NativeMethods.BuilderGetNbDLACores(Handle);

    /// <summary>nvinfer1::IBuilder::platformHasFastFp16. TensorRT 10; every GPU that TensorRT 11 runs on has.</summary>
    public bool PlatformHasFastFp16 => NativeMethods.BuilderPlatformHasFastFp16(Handle);

    /// <summary>nvinfer1::IBuilder::platformHasFastInt8. TensorRT 10; every GPU that TensorRT 11 runs on has.</summary>
    public bool PlatformHasFastInt8 => NativeMethods.BuilderPlatformHasFastInt8(Handle);

    /// <summary>nvinfer1::IBuilder::platformHasTf32. TensorRT 10; every GPU that TensorRT 11 runs on has.</summary>
    public bool PlatformHasTf32 => NativeMethods.BuilderPlatformHasTf32(Handle);

    internal TensorRT Library { get; }

    /// <summary>What callbacks of builds, and of objects made by this builder, threw.</summary>
    internal CallbackFailure Failures => _recorder.Failures;

    private BuilderHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>
    /// nvinfer1::IBuilder::createNetworkV2: an empty network, to be filled by a parser. Owned by the caller.
    /// </summary>
    /// <param name="flags">How the network differs from the usual, for instance in being strongly typed.</param>
    /// <returns>The network.</returns>
    public Network CreateNetwork(params ReadOnlySpan<NetworkDefinitionCreationFlag> flags) =>
        new(this, NativeMethods.BuilderCreateNetworkV2(Handle, EnumMask.Of(flags)));

    /// <summary>
    /// nvinfer1::IBuilder::createBuilderConfig: a configuration with TensorRT's defaults. Owned by the caller.
    /// </summary>
    /// <returns>The configuration.</returns>
    public BuilderConfig CreateConfig() => new(this, NativeMethods.BuilderCreateBuilderConfig(Handle));

    /// <summary>
    /// nvinfer1::IBuilder::createOptimizationProfile: the ranges of the dynamic dimensions. Borrowed: it lives as long
    /// as this builder.
    /// </summary>
    /// <returns>The profile, empty.</returns>
    public OptimizationProfile CreateOptimizationProfile() =>
        new(this, new BorrowedRef(_handle, NativeMethods.BuilderCreateOptimizationProfile(Handle)));

    /// <summary>nvinfer1::IBuilder::buildSerializedNetwork: builds an engine. Blocks until it is built.</summary>
    /// <param name="network">A network of this builder.</param>
    /// <param name="config">A configuration of this builder.</param>
    /// <param name="cancellationToken">Ends the build at the next step that it reports.</param>
    /// <returns>The plan. Owned by the caller.</returns>
    /// <exception cref="EngineBuildException">
    /// The build failed: the message has what TensorRT logged; or the progress monitor threw.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The token, or the progress monitor, cancelled the build.
    /// </exception>
    public SerializedEngine BuildSerializedNetwork(
        Network network, BuilderConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(config);
        return new SerializedEngine(Build(
            (builder, ownNetwork, ownConfig) =>
                NativeMethods.BuilderBuildSerializedNetwork(builder, ownNetwork, ownConfig, Failures),
            network,
            config,
            cancellationToken));
    }

    /// <summary>
    /// nvinfer1::IBuilder::buildSerializedNetwork, with the text of the kernels that were compiled, for whoever wants to
    /// read them. TensorRT 10.13, 11.
    /// </summary>
    /// <param name="network">A network of this builder.</param>
    /// <param name="config">A configuration of this builder.</param>
    /// <param name="cancellationToken">Ends the build at the next step that it reports.</param>
    /// <returns>The plan, and the kernels' text where there is some. Owned by the caller.</returns>
    /// <exception cref="EngineBuildException">The build failed, or a callback of it threw.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token, or the progress monitor, cancelled the build.
    /// </exception>
    public (SerializedEngine Plan, HostMemory? KernelText) BuildSerializedNetworkWithKernelText(
        Network network, BuilderConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(config);
        (HostMemoryHandle plan, HostMemoryHandle text) = Build(
            (builder, ownNetwork, ownConfig) => NativeMethods.BuilderBuildSerializedNetworkWithKernelText(
                builder, ownNetwork, ownConfig, Failures),
            network,
            config,
            cancellationToken);
        return (new SerializedEngine(plan), text.IsInvalid ? null : new HostMemory(text));
    }

    /// <summary>
    /// nvinfer1::IBuilder::buildSerializedNetworkToStream: builds an engine and writes the plan as it is made, so that it
    /// need not be in memory as a whole. Where TensorRT cannot do that (before 10.13), it is written when it is complete.
    /// </summary>
    /// <param name="network">A network of this builder.</param>
    /// <param name="config">A configuration of this builder.</param>
    /// <param name="destination">A writable stream. What was written to it when a build fails is no plan.</param>
    /// <param name="cancellationToken">Ends the build at the next step that it reports.</param>
    /// <exception cref="EngineBuildException">
    /// The build failed, or the stream or another callback threw: the inner exception has that.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The token, or the progress monitor, cancelled the build.
    /// </exception>
    public void BuildSerializedNetworkToStream(
        Network network, BuilderConfig config, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(destination);
        WritingCallback callback = new(destination);
        callback.ReportTo(Failures);
        using StreamWriterHandle? writer = callback.TryCreate(Library.Library);
        if (writer is null)
        {
            using SerializedEngine plan = BuildSerializedNetwork(network, config, cancellationToken);
            plan.CopyTo(destination);
            return;
        }

        _ = Build(
            (builder, ownNetwork, ownConfig) =>
            {
                NativeMethods.BuilderBuildSerializedNetworkToStream(builder, ownNetwork, ownConfig, writer, Failures);
                return writer;
            },
            network,
            config,
            cancellationToken);
    }

    /// <summary>
    /// nvinfer1::IBuilder::buildEngineWithConfig: builds an engine that is not to be saved. TensorRT 10.6, 11.
    /// </summary>
    /// <param name="network">A network of this builder.</param>
    /// <param name="config">A configuration of this builder.</param>
    /// <param name="cancellationToken">Ends the build at the next step that it reports.</param>
    /// <returns>The engine. Owned by the caller.</returns>
    /// <exception cref="EngineBuildException">The build failed, or a callback of it threw.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token, or the progress monitor, cancelled the build.
    /// </exception>
    public Engine BuildEngine(Network network, BuilderConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(config);
        return Engine.Own(Library, Build(
            (builder, ownNetwork, ownConfig) =>
                NativeMethods.BuilderBuildEngineWithConfig(builder, ownNetwork, ownConfig, Failures),
            network,
            config,
            cancellationToken));
    }

    /// <summary>nvinfer1::IBuilder::isNetworkSupported: could this network be built with this configuration?</summary>
    /// <param name="network">A network of this builder.</param>
    /// <param name="config">A configuration of this builder.</param>
    /// <returns>False where a build would fail.</returns>
    public bool IsNetworkSupported(Network network, BuilderConfig config)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(config);
        RequireOwn(network);
        RequireOwn(config);
        BuilderHandle builder = Handle;
        NetworkHandle ownNetwork = network.Handle;
        BuilderConfigHandle ownConfig = config.Handle;
        return PluginCall.Run(
            Library,
            Failures,
            TensorRTStatus.BuildFailed,
            () => NativeMethods.BuilderIsNetworkSupported(builder, ownNetwork, ownConfig));
    }

    /// <summary>nvinfer1::IBuilder::reset: back to the defaults, TensorRT's own allocator included.</summary>
    public void Reset()
    {
        BuilderHandle handle = Handle;
        NativeMethods.BuilderReset(handle);
        if (_allocator.Allocator is not null)
        {
            _allocator.Set(handle, null, NativeMethods.BuilderSetGpuAllocator);
        }
    }

    /// <summary>Frees the builder, once its networks, configurations and plans are disposed too.</summary>
    public void Dispose() => _handle.Dispose();

    private T Build<T>(
        Func<BuilderHandle, NetworkHandle, BuilderConfigHandle, T> build,
        Network network,
        BuilderConfig config,
        CancellationToken cancellationToken)
    {
        BuilderHandle builder = Handle;
        RequireOwn(network);
        RequireOwn(config);
        NetworkHandle ownNetwork = network.Handle;
        BuilderConfigHandle ownConfig = config.Handle;
        cancellationToken.ThrowIfCancellationRequested();
        config.BeginBuild(network, cancellationToken);
        try
        {
            return PluginCall.Run(
                Library, Failures, TensorRTStatus.BuildFailed, () => build(builder, ownNetwork, ownConfig));
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
        }
        finally
        {
            config.EndBuild();
        }
    }

    private void RequireOwn(Network network)
    {
        if (network.Builder != this)
        {
            throw new ArgumentException(
                "The network was created by another builder: use Builder.CreateNetwork of this one.", nameof(network));
        }
    }

    private void RequireOwn(BuilderConfig config)
    {
        if (config.Builder != this)
        {
            throw new ArgumentException(
                "The configuration was created by another builder: use Builder.CreateConfig of this one.",
                nameof(config));
        }
    }
}
