using Microsoft.Extensions.Logging;

namespace TensorRTSharp;

/// <summary>
/// From a model to an engine, in one sentence: says what is wanted, and builds it. Starts with
/// <see cref="TensorRT.FromOnnx(string)"/> or <see cref="TensorRT.FromNetwork"/>. One thread at a time; it may build more
/// than once. It holds nothing native: there is nothing to dispose.
/// </summary>
public sealed partial class EngineBuilder
{
    private readonly ModelSource _source;
    private readonly List<(Action<Network> Change, string CacheTag)> _networkChanges = [];
    private readonly List<(Action<BuilderConfig> Change, string CacheTag)> _configChanges = [];
    private EngineBuildOptions _options = new();
    private OptimizationProfileOptions? _firstProfile; // what WithProfile fills
    private TensorRT? _library;
    private Backend? _backend;
    private int? _device;
    private EngineCache? _cache;
    private ILogger? _logger;
    private IProgress<BuildProgress>? _progress;
    private bool _allowHostCode;

    internal EngineBuilder(ModelSource source) => _source = source;

    /// <summary>All that was chosen so far; what is changed here counts as well.</summary>
    public EngineBuildOptions Options => _options;

    /// <summary>Takes a copy of options that were made elsewhere, in place of what was chosen before.</summary>
    /// <param name="options">The options.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithOptions(EngineBuildOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Clone();
        _firstProfile = _options.Profiles.FirstOrDefault();
        return this;
    }

    /// <summary>
    /// Names the backend, whose library is looked for as <see cref="TensorRT.Discover"/> tells. Without it the best real
    /// TensorRT is taken; the CPU only if it is named.
    /// </summary>
    /// <param name="backend">The backend.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithBackend(Backend backend)
    {
        (_backend, _library) = (backend, null);
        return this;
    }

    /// <summary>Names the opened library that builds and runs the engine.</summary>
    /// <param name="library">The library.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithLibrary(TensorRT library)
    {
        ArgumentNullException.ThrowIfNull(library);
        (_backend, _library) = (null, library);
        return this;
    }

    /// <summary>Names the GPU that the engine is built and loaded on; the calling thread's current one without it.</summary>
    /// <param name="device">The index, as in <see cref="LibraryDiscovery.Devices"/>.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithDevice(int device)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(device);
        _device = device;
        return this;
    }

    /// <summary>Chooses the numbers that the engine computes with.</summary>
    /// <param name="precision">The precision.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithPrecision(Precision precision)
    {
        if (!Enum.IsDefined(precision))
        {
            throw new ArgumentOutOfRangeException(
                nameof(precision),
                precision,
                "There is no such precision; there are " + string.Join(", ", Enum.GetNames<Precision>()) + ".");
        }

        _options.Precision = precision;
        return this;
    }

    /// <summary>NetworkDefinitionCreationFlag::kSTRONGLY_TYPED: types are the model's, and nothing else decides.</summary>
    /// <returns>This object.</returns>
    public EngineBuilder WithStrongTyping()
    {
        _options.StronglyTyped = true;
        return this;
    }

    /// <summary>
    /// Says which shapes an input with dynamic dimensions may have. All calls fill one profile;
    /// <see cref="AddProfile"/> starts another.
    /// </summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="min">The smallest shape, all of its dimensions.</param>
    /// <param name="opt">The shape that the engine is tuned for.</param>
    /// <param name="max">The largest shape.</param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentException">The shapes differ in rank, or are not min ≤ opt ≤ max.</exception>
    public EngineBuilder WithProfile(
        string input, ReadOnlySpan<long> min, ReadOnlySpan<long> opt, ReadOnlySpan<long> max)
    {
        FirstProfile().SetShape(input, min, opt, max);
        return this;
    }

    /// <summary>Says which values an input that is a shape tensor may have, in the profile of <see cref="WithProfile"/>.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="min">The smallest values.</param>
    /// <param name="opt">The values that the engine is tuned for.</param>
    /// <param name="max">The largest values.</param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentException">The values differ in number, or are not min ≤ opt ≤ max.</exception>
    public EngineBuilder WithShapeValues(
        string input, ReadOnlySpan<long> min, ReadOnlySpan<long> opt, ReadOnlySpan<long> max)
    {
        FirstProfile().SetShapeValues(input, min, opt, max);
        return this;
    }

    /// <summary>Adds another optimization profile; sessions take the one that fits best.</summary>
    /// <param name="fill">Says the shapes of its inputs.</param>
    /// <returns>This object.</returns>
    public EngineBuilder AddProfile(Action<OptimizationProfileOptions> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        OptimizationProfileOptions profile = new();
        fill(profile);
        _options.Profiles.Add(profile);
        return this;
    }

    /// <summary>IBuilderConfig::setMemoryPoolLimit for the workspace: memory that layers may use while they run.</summary>
    /// <param name="limit">The limit, for instance <c>ByteSize.GiB(4)</c>.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithWorkspace(ByteSize limit) => WithMemoryPool(MemoryPoolType.Workspace, limit);

    /// <summary>IBuilderConfig::setMemoryPoolLimit.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="limit">The limit.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithMemoryPool(MemoryPoolType pool, ByteSize limit)
    {
        _options.MemoryPools[pool] = limit;
        return this;
    }

    /// <summary>IBuilderConfig::setBuilderOptimizationLevel.</summary>
    /// <param name="level">0 builds fastest, 5 searches longest for a fast engine.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithOptimizationLevel(int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 5);
        _options.OptimizationLevel = level;
        return this;
    }

    /// <summary>IBuilderConfig::setHardwareCompatibilityLevel: lets other GPUs run the engine.</summary>
    /// <param name="level">Which.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithHardwareCompatibility(HardwareCompatibilityLevel level)
    {
        _options.HardwareCompatibility = level;
        return this;
    }

    /// <summary>
    /// BuilderFlag::kVERSION_COMPATIBLE: lets newer versions of the same TensorRT run the engine. Its plan holds code that
    /// runs in the process; building it here says that you trust it.
    /// </summary>
    /// <param name="excludeLeanRuntime">Leaves that code out, for who loads the lean runtime from elsewhere.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithVersionCompatibility(bool excludeLeanRuntime = false)
    {
        _options.VersionCompatible = true;
        _options.ExcludeLeanRuntime = excludeLeanRuntime;
        _allowHostCode = !excludeLeanRuntime;
        return this;
    }

    /// <summary>BuilderFlag::kREFIT, kSTRIP_PLAN: weights can be replaced later.</summary>
    /// <param name="stripWeights">Leaves the weights out: they must be refitted before the engine runs.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithRefit(bool stripWeights = false)
    {
        _options.Refittable = true;
        _options.StripWeights = stripWeights;
        return this;
    }

    /// <summary>ITimingCache: keeps what builds measured in a file, so that later ones are faster.</summary>
    /// <param name="path">The file; made if it is not there.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithTimingCache(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _options.TimingCachePath = Path.GetFullPath(path);
        return this;
    }

    /// <summary>IBuilderConfig::setTacticSources: where kernels may come from.</summary>
    /// <param name="sources">All that there are to be.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithTacticSources(params TacticSource[] sources)
    {
        _options.TacticSources = [.. sources];
        return this;
    }

    /// <summary>IBuilderConfig::setPreviewFeature.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="enabled">True switches it on, false off.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithPreviewFeature(PreviewFeature feature, bool enabled = true)
    {
        _options.PreviewFeatures[feature] = enabled;
        return this;
    }

    /// <summary>IBuilderConfig::setFlag, clearFlag, after everything else that sets flags.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="enabled">True sets, false clears it.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithFlag(BuilderFlag flag, bool enabled = true)
    {
        _options.Flags[flag] = enabled;
        return this;
    }

    /// <summary>IBuilderConfig::setComputeCapability: the GPUs that a TensorRT-RTX engine is for.</summary>
    /// <param name="capabilities">All of them; none for those of all GPUs since Ampere.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithComputeCapabilities(params ComputeCapability[] capabilities)
    {
        ArgumentNullException.ThrowIfNull(capabilities);
        _options.ComputeCapabilities.Clear();
        foreach (ComputeCapability capability in capabilities)
        {
            _options.ComputeCapabilities.Add(capability);
        }

        return this;
    }

    /// <summary>
    /// Keeps built engines in a folder, and takes them from there as long as model, options, versions and device are the
    /// same. Processes may share the folder.
    /// </summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithEngineCache(string folder) => WithEngineCache(new EngineCache(folder));

    /// <summary>Keeps built engines in a cache.</summary>
    /// <param name="cache">The cache, with limits of its own.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithEngineCache(EngineCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        _cache = cache;
        return this;
    }

    /// <summary>Gets TensorRT's log and the cache's, also from other threads.</summary>
    /// <param name="logger">The logger.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithLogger(ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        _logger = logger;
        return this;
    }

    /// <summary>Follows builds. What it throws ends the build.</summary>
    /// <param name="progress">Is told from several threads; <see cref="Progress{T}"/> brings that to one.</param>
    /// <returns>This object.</returns>
    public EngineBuilder WithProgress(IProgress<BuildProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        _progress = progress;
        return this;
    }

    /// <summary>Changes the network after it was read: names outputs, sets types, adds layers.</summary>
    /// <param name="change">Gets the network.</param>
    /// <param name="cacheTag">
    /// What an engine cache knows the change by: another text for each change that makes another engine.
    /// </param>
    /// <returns>This object.</returns>
    public EngineBuilder ConfigureNetwork(Action<Network> change, string cacheTag)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentException.ThrowIfNullOrEmpty(cacheTag);
        _networkChanges.Add((change, cacheTag));
        return this;
    }

    /// <summary>Sets what the options do not cover, after they were set.</summary>
    /// <param name="change">Gets the configuration.</param>
    /// <param name="cacheTag">
    /// What an engine cache knows the change by: another text for each change that makes another engine.
    /// </param>
    /// <returns>This object.</returns>
    public EngineBuilder Configure(Action<BuilderConfig> change, string cacheTag)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentException.ThrowIfNullOrEmpty(cacheTag);
        _configChanges.Add((change, cacheTag));
        return this;
    }

    private OptimizationProfileOptions FirstProfile()
    {
        if (_firstProfile is null || !_options.Profiles.Contains(_firstProfile))
        {
            _firstProfile = new OptimizationProfileOptions();
            _options.Profiles.Insert(0, _firstProfile);
        }

        return _firstProfile;
    }
}
