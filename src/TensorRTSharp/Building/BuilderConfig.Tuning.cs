using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>How kernels are chosen: tactics, tiling, timing, previews.</content>
public sealed partial class BuilderConfig
{
    /// <summary>
    /// nvinfer1::IBuilderConfig::setMaxNbTactics, getMaxNbTactics: how many kernels are tried for each layer; -1 leaves
    /// it to TensorRT. TensorRT 10.4, 11, RTX.
    /// </summary>
    public int MaxTacticCount
    {
        get => NativeMethods.BuilderConfigGetMaxNbTactics(Handle);
        set => NativeMethods.BuilderConfigSetMaxNbTactics(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setTilingOptimizationLevel, getTilingOptimizationLevel: how much time is spent on
    /// splitting layers into tiles that fit the cache. TensorRT 10.8, 11, RTX.
    /// </summary>
    public TilingOptimizationLevel TilingOptimizationLevel
    {
        get => NativeMethods.BuilderConfigGetTilingOptimizationLevel(Handle);
        set => NativeMethods.BuilderConfigSetTilingOptimizationLevel(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setL2LimitForTiling, getL2LimitForTiling: how much of the L2 cache tiles may take.
    /// TensorRT 10.8, 11, RTX.
    /// </summary>
    public ByteSize L2LimitForTiling
    {
        get => ByteSize.Bytes(NativeMethods.BuilderConfigGetL2LimitForTiling(Handle));
        set => NativeMethods.BuilderConfigSetL2LimitForTiling(Handle, value.Value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setTimingCache, getTimingCache: what earlier builds measured; null for TensorRT's own
    /// cache of one build. Held as long as this object.
    /// </summary>
    /// <exception cref="ArgumentException">The cache is of another device or version; see <see cref="SetTimingCache"/>.</exception>
    public TimingCache? TimingCache
    {
        get
        {
            _ = Handle;
            return _timingCache;
        }

        set => SetTimingCache(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setRemoteAutoTuningConfig, getRemoteAutoTuningConfig: where kernels are measured, if
    /// not on this machine. TensorRT 10.13, 11.
    /// </summary>
    public string RemoteAutoTuningConfig
    {
        get => NativeMethods.BuilderConfigGetRemoteAutoTuningConfig(Handle) ?? "";
        set => NativeMethods.BuilderConfigSetRemoteAutoTuningConfig(
            Handle, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setBuildRoute, getBuildRoute: which way the builder goes about it. TensorRT 11.1, RTX
    /// 1.6.
    /// </summary>
    public string BuildRoute
    {
        get => NativeMethods.BuilderConfigGetBuildRoute(Handle) ?? "";
        set => NativeMethods.BuilderConfigSetBuildRoute(Handle, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>nvinfer1::IBuilderConfig::getAllBuildRoutes. TensorRT 11.1, RTX 1.6.</summary>
    /// <returns>The routes that there are, as TensorRT writes them.</returns>
    public string GetAllBuildRoutes() => NativeMethods.BuilderConfigGetAllBuildRoutes(Handle) ?? "";

    /// <summary>nvinfer1::IBuilderConfig::createTimingCache. Owned by the caller.</summary>
    /// <param name="cache">
    /// What <see cref="TimingCache.Serialize"/> gave; empty for a new cache. Bytes that are no cache give an empty one where
    /// TensorRT only logs a warning, as TensorRT-RTX does.
    /// </param>
    /// <returns>The cache, to be set as <see cref="TimingCache"/>.</returns>
    public TimingCache CreateTimingCache(ReadOnlySpan<byte> cache = default) =>
        new(NativeMethods.BuilderConfigCreateTimingCache(Handle, cache));

    /// <summary>nvinfer1::IBuilderConfig::setTimingCache.</summary>
    /// <param name="cache">The cache; held as long as this object.</param>
    /// <param name="ignoreMismatch">Also where it is of another device or version.</param>
    /// <exception cref="ArgumentException">The cache is of another device or version.</exception>
    public void SetTimingCache(TimingCache cache, bool ignoreMismatch = false)
    {
        ArgumentNullException.ThrowIfNull(cache);
        BuilderConfigHandle handle = Handle;
        NativeMethods.BuilderConfigSetTimingCache(handle, cache.Handle, ignoreMismatch);
        handle.KeepAlive(cache.Handle);
        _timingCache = cache;
    }

    /// <summary>nvinfer1::IBuilderConfig::setTacticSources: which libraries and methods may provide kernels.</summary>
    /// <param name="sources">The sources that are allowed; all others are not.</param>
    public void SetTacticSources(params ReadOnlySpan<TacticSource> sources) =>
        NativeMethods.BuilderConfigSetTacticSources(Handle, EnumMask.Of(sources));

    /// <summary>nvinfer1::IBuilderConfig::getTacticSources.</summary>
    /// <returns>The sources that are allowed.</returns>
    public TacticSource[] GetTacticSources() =>
        EnumMask.ToArray<TacticSource>(NativeMethods.BuilderConfigGetTacticSources(Handle));

    /// <summary>nvinfer1::IBuilderConfig::setPreviewFeature.</summary>
    /// <param name="feature">A feature that is not on for everybody yet.</param>
    /// <param name="enabled">True switches it on.</param>
    public void SetPreviewFeature(PreviewFeature feature, bool enabled = true) =>
        NativeMethods.BuilderConfigSetPreviewFeature(Handle, feature, enabled);

    /// <summary>nvinfer1::IBuilderConfig::getPreviewFeature.</summary>
    /// <param name="feature">A feature that is not on for everybody yet.</param>
    /// <returns>True where it is on.</returns>
    public bool GetPreviewFeature(PreviewFeature feature) => NativeMethods.BuilderConfigGetPreviewFeature(Handle, feature);

    /// <summary>
    /// nvinfer1::IBuilderConfig::setProfileStream, getProfileStream: the stream on which kernels are measured. Held by
    /// the caller until the build has ended.
    /// </summary>
    /// <param name="stream">The stream.</param>
    public void SetProfileStream(DeviceStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Builder.Library.RequireSharedDevices(stream.Library, "The stream", nameof(stream));
        BuilderConfigHandle handle = Handle;
        NativeMethods.BuilderConfigSetProfileStream(handle, stream.Handle);
        handle.KeepAlive(stream.SafeHandle);
    }
}
