using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IBuilderConfig: how a network is built. One thread at a time. Owned by the caller; may be disposed before
/// or after its builder.
/// </summary>
public sealed partial class BuilderConfig : IDisposable
{
    private readonly BuilderConfigHandle _handle;
    private readonly BuildProgressCallback _progress;
    private TimingCache? _timingCache;
    private ProgressMonitorHandle? _nativeMonitor;
    private bool _monitorIsSet;

    internal BuilderConfig(Builder builder, BuilderConfigHandle handle)
    {
        Builder = builder;
        _handle = handle;
        _progress = new BuildProgressCallback(builder.Failures);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setProgressMonitor: follows the builds of this configuration; null for none. Held
    /// until it is replaced or this object is disposed.
    /// </summary>
    public IProgressMonitor? ProgressMonitor
    {
        get => _progress.Monitor;
        set
        {
            _ = Handle;
            _progress.Monitor = value;
            if (value is not null)
            {
                SetNativeMonitor();
            }
        }
    }

    /// <summary>nvinfer1::IBuilderConfig::getNbOptimizationProfiles: how many profiles were added.</summary>
    public int OptimizationProfileCount => NativeMethods.BuilderConfigGetNbOptimizationProfiles(Handle);

    /// <summary>
    /// nvinfer1::IBuilderConfig::setBuilderOptimizationLevel, getBuilderOptimizationLevel: 0 builds fastest, 5 searches
    /// longest for a fast engine; 3 unless set.
    /// </summary>
    public int OptimizationLevel
    {
        get => NativeMethods.BuilderConfigGetBuilderOptimizationLevel(Handle);
        set => NativeMethods.BuilderConfigSetBuilderOptimizationLevel(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setProfilingVerbosity, getProfilingVerbosity: how much of the layers the engine can
    /// tell later.
    /// </summary>
    public ProfilingVerbosity ProfilingVerbosity
    {
        get => NativeMethods.BuilderConfigGetProfilingVerbosity(Handle);
        set => NativeMethods.BuilderConfigSetProfilingVerbosity(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setHardwareCompatibilityLevel, getHardwareCompatibilityLevel: on which other GPUs the
    /// engine may run. TensorRT-RTX logs a warning and stays at none: see <see cref="SetComputeCapabilities"/>.
    /// </summary>
    public HardwareCompatibilityLevel HardwareCompatibilityLevel
    {
        get => NativeMethods.BuilderConfigGetHardwareCompatibilityLevel(Handle);
        set => NativeMethods.BuilderConfigSetHardwareCompatibilityLevel(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setAvgTimingIterations, getAvgTimingIterations: over how many runs a kernel's time is
    /// averaged.
    /// </summary>
    public int AverageTimingIterations
    {
        get => NativeMethods.BuilderConfigGetAvgTimingIterations(Handle);
        set => NativeMethods.BuilderConfigSetAvgTimingIterations(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setMaxAuxStreams, getMaxAuxStreams: how many streams beside the caller's the engine
    /// may use.
    /// </summary>
    public int MaxAuxiliaryStreams
    {
        get => NativeMethods.BuilderConfigGetMaxAuxStreams(Handle);
        set => NativeMethods.BuilderConfigSetMaxAuxStreams(Handle, value);
    }

    internal Builder Builder { get; }

    internal BuilderConfigHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            Builder.Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setMemoryPoolLimit: the most memory that the builder, or the engine, may use of a
    /// pool.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="limit">The limit.</param>
    public void SetMemoryPoolLimit(MemoryPoolType pool, ByteSize limit) =>
        NativeMethods.BuilderConfigSetMemoryPoolLimit(Handle, pool, limit.Value);

    /// <summary>nvinfer1::IBuilderConfig::getMemoryPoolLimit.</summary>
    /// <param name="pool">The pool.</param>
    /// <returns>The limit: what was set, or TensorRT's own.</returns>
    public ByteSize GetMemoryPoolLimit(MemoryPoolType pool) =>
        ByteSize.Bytes(NativeMethods.BuilderConfigGetMemoryPoolLimit(Handle, pool));

    /// <summary>nvinfer1::IBuilderConfig::setFlag, clearFlag.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="enabled">True sets, false clears it.</param>
    public void SetFlag(BuilderFlag flag, bool enabled = true)
    {
        if (enabled)
        {
            NativeMethods.BuilderConfigSetFlag(Handle, flag);
        }
        else
        {
            NativeMethods.BuilderConfigClearFlag(Handle, flag);
        }
    }

    /// <summary>nvinfer1::IBuilderConfig::getFlag: is the flag set?</summary>
    /// <param name="flag">The flag.</param>
    /// <returns>True where it is set.</returns>
    public bool GetFlag(BuilderFlag flag) => NativeMethods.BuilderConfigGetFlag(Handle, flag);

    /// <summary>nvinfer1::IBuilderConfig::addOptimizationProfile.</summary>
    /// <param name="profile">A complete profile, made by the same builder.</param>
    /// <returns>The index by which contexts select it.</returns>
    public int AddOptimizationProfile(OptimizationProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        RequireOwn(profile);
        int index = NativeMethods.BuilderConfigAddOptimizationProfile(Handle, profile.Native);
        _firstProfile ??= profile;
        return index;
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::reset: back to the defaults; profiles, the progress monitor, the calibrator and the algorithm
    /// selector are gone.
    /// </summary>
    public void Reset()
    {
        BuilderConfigHandle handle = Handle;
        NativeMethods.BuilderConfigReset(handle);
        _progress.Monitor = null;
        _monitorIsSet = false;
        (_calibrationProfile, _firstProfile) = (null, null);
        DropCalibrator(handle, native: false);
        DropSelector(handle, native: false);
        _timingCache = null; // its memory stays as long as this object: nothing says when native code lets go
    }

    /// <summary>Frees the configuration.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        _nativeMonitor?.Dispose();
    }

    /// <summary>
    /// Prepares a build that <paramref name="cancellationToken"/> may end.
    /// </summary>
    internal void BeginBuild(Network network, CancellationToken cancellationToken)
    {
        BeginCalibration(network, cancellationToken);
        if (cancellationToken.CanBeCanceled)
        {
            SetNativeMonitor();
        }

        _progress.Watch(cancellationToken);
        _isBuilding = true;
    }

    internal void EndBuild()
    {
        _isBuilding = false;
        _progress.Watch(default);
        _calibration?.End();
    }

    private void SetNativeMonitor()
    {
        if (_nativeMonitor is null)
        {
            ProgressMonitorHandle monitor = _progress.Create(Builder.Library.Library);
            Handle.KeepAlive(monitor); // the native configuration points at it
            _nativeMonitor = monitor;
        }

        if (!_monitorIsSet)
        {
            NativeMethods.BuilderConfigSetProgressMonitor(Handle, _nativeMonitor);
            _monitorIsSet = true;
        }
    }
}
