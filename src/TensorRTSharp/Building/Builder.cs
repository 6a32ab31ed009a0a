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

    internal Builder(TensorRT library, BuilderHandle handle)
    {
        Library = library;
        _handle = handle;
    }

    /// <summary>
    /// nvinfer1::IBuilder::setMaxThreads, getMaxThreads: how many threads a build may use, the calling one included.
    /// </summary>
    public int MaxThreads
    {
        get => NativeMethods.BuilderGetMaxThreads(Handle);
        set => NativeMethods.BuilderSetMaxThreads(Handle, value);
    }

    internal TensorRT Library { get; }

    private BuilderHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>
    /// nvinfer1::IBuilder::createNetworkV2: an empty network, to be filled by a parser. Owned by the caller.
    /// </summary>
    /// <param name="flags">How the network differs from the usual, for instance in being strongly typed.</param>
    /// <returns>The network.</returns>
    public Network CreateNetwork(params ReadOnlySpan<NetworkDefinitionCreationFlag> flags)
    {
        uint mask = 0;
        foreach (NetworkDefinitionCreationFlag flag in flags)
        {
            mask |= 1u << (int)flag;
        }

        return new Network(this, NativeMethods.BuilderCreateNetworkV2(Handle, mask));
    }

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
        BuilderHandle builder = Handle;
        RequireOwn(network);
        RequireOwn(config);
        cancellationToken.ThrowIfCancellationRequested();
        CallbackFailure callbacks = config.BeginBuild(cancellationToken);
        try
        {
            return new SerializedEngine(
                NativeMethods.BuilderBuildSerializedNetwork(builder, network.Handle, config.Handle, callbacks));
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

    /// <summary>nvinfer1::IBuilder::isNetworkSupported: could this network be built with this configuration?</summary>
    /// <param name="network">A network of this builder.</param>
    /// <param name="config">A configuration of this builder.</param>
    /// <returns>False where a build would fail.</returns>
    public bool IsNetworkSupported(Network network, BuilderConfig config)
    {
        RequireOwn(network);
        RequireOwn(config);
        return NativeMethods.BuilderIsNetworkSupported(Handle, network.Handle, config.Handle);
    }

    /// <summary>nvinfer1::IBuilder::reset: back to the defaults.</summary>
    public void Reset() => NativeMethods.BuilderReset(Handle);

    /// <summary>Frees the builder, once its networks, configurations and plans are disposed too.</summary>
    public void Dispose() => _handle.Dispose();

    private void RequireOwn(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Builder != this)
        {
            throw new ArgumentException(
                "The network was created by another builder: use Builder.CreateNetwork of this one.", nameof(network));
        }
    }

    private void RequireOwn(BuilderConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.Builder != this)
        {
            throw new ArgumentException(
                "The configuration was created by another builder: use Builder.CreateConfig of this one.",
                nameof(config));
        }
    }
}
