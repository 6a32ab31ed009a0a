using System.Globalization;

namespace TensorRTSharp;

/// <summary>
/// How an engine is built: what a <see cref="BuilderConfig"/> will be told, without a builder. What is null or empty stays
/// as TensorRT has it. One thread at a time; a build takes a copy.
/// </summary>
public sealed class EngineBuildOptions
{
    /// <summary>The numbers that it computes with.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// NetworkDefinitionCreationFlag::kSTRONGLY_TYPED: types are the model's, and nothing else decides. For models with
    /// quantised or 16-bit weights. TensorRT 11 and RTX know nothing else.
    /// </summary>
    public bool StronglyTyped { get; set; }

    /// <summary>The optimization profiles, in the order of their indices.</summary>
    public IList<OptimizationProfileOptions> Profiles { get; } = [];

    /// <summary>IBuilderConfig::setMemoryPoolLimit, by pool.</summary>
    public IDictionary<MemoryPoolType, ByteSize> MemoryPools { get; } = new SortedDictionary<MemoryPoolType, ByteSize>();

    /// <summary>The limit of <see cref="MemoryPoolType.Workspace"/>: memory that layers may use while they run.</summary>
    public ByteSize? Workspace
    {
        get => MemoryPools.TryGetValue(MemoryPoolType.Workspace, out ByteSize limit) ? limit : null;
        set
        {
            if (value is { } limit)
            {
                MemoryPools[MemoryPoolType.Workspace] = limit;
            }
            else
            {
                _ = MemoryPools.Remove(MemoryPoolType.Workspace);
            }
        }
    }

    /// <summary>
    /// IBuilderConfig::setBuilderOptimizationLevel: 0 builds fastest, 5 searches longest for a fast engine.
    /// </summary>
    public int? OptimizationLevel { get; set; }

    /// <summary>IBuilderConfig::setHardwareCompatibilityLevel: on which other GPUs the engine may run.</summary>
    public HardwareCompatibilityLevel HardwareCompatibility { get; set; }

    /// <summary>
    /// BuilderFlag::kVERSION_COMPATIBLE: newer versions of the same TensorRT can run it. Such plans hold code, which runs
    /// only where the caller allows it.
    /// </summary>
    public bool VersionCompatible { get; set; }

    /// <summary>BuilderFlag::kEXCLUDE_LEAN_RUNTIME: a version-compatible plan without that code.</summary>
    public bool ExcludeLeanRuntime { get; set; }

    /// <summary>BuilderFlag::kREFIT: weights can be replaced later.</summary>
    public bool Refittable { get; set; }

    /// <summary>BuilderFlag::kSTRIP_PLAN: a plan without weights, which must be refitted before it runs.</summary>
    public bool StripWeights { get; set; }

    /// <summary>
    /// A file with an ITimingCache, read before a build and written after it, so that later builds need not measure again.
    /// One that does not fit is replaced.
    /// </summary>
    public string? TimingCachePath { get; set; }

    /// <summary>IBuilderConfig::setTacticSources: where kernels may come from; null for TensorRT's choice.</summary>
    public IReadOnlyList<TacticSource>? TacticSources { get; set; }

    /// <summary>IBuilderConfig::setPreviewFeature, by feature.</summary>
    public IDictionary<PreviewFeature, bool> PreviewFeatures { get; } = new SortedDictionary<PreviewFeature, bool>();

    /// <summary>IBuilderConfig::setFlag and clearFlag, by flag, after everything else here.</summary>
    public IDictionary<BuilderFlag, bool> Flags { get; } = new SortedDictionary<BuilderFlag, bool>();

    /// <summary>
    /// IBuilderConfig::setComputeCapability: the GPUs that the engine is for; none for all since Ampere. TensorRT-RTX,
    /// which needs no GPU to build.
    /// </summary>
    public IList<ComputeCapability> ComputeCapabilities { get; } = [];

    /// <summary>IBuilderConfig::setProfilingVerbosity: how much of its layers the engine can tell later.</summary>
    public ProfilingVerbosity? ProfilingVerbosity { get; set; }

    /// <summary>IBuilderConfig::setMaxAuxStreams: how many streams beside the caller's a run may use.</summary>
    public int? MaxAuxiliaryStreams { get; set; }

    /// <summary>IBuilderConfig::setAvgTimingIterations: over how many runs a kernel's time is averaged.</summary>
    public int? AverageTimingIterations { get; set; }

    /// <summary>IBuilderConfig::setTilingOptimizationLevel: how long to search for tilings. TensorRT 10.8, 11.</summary>
    public TilingOptimizationLevel? TilingOptimizationLevel { get; set; }

    /// <summary>IBuilderConfig::setRuntimePlatform: the operating system that the engine is for. TensorRT 10.2, 11, RTX.</summary>
    public RuntimePlatform? RuntimePlatform { get; set; }

    /// <summary>IBuilder::setMaxThreads: how many threads the build may use. Does not change the engine.</summary>
    public int? MaxThreads { get; set; }

    internal EngineBuildOptions Clone()
    {
        EngineBuildOptions copy = new()
        {
            Precision = Precision,
            StronglyTyped = StronglyTyped,
            OptimizationLevel = OptimizationLevel,
            HardwareCompatibility = HardwareCompatibility,
            VersionCompatible = VersionCompatible,
            ExcludeLeanRuntime = ExcludeLeanRuntime,
            Refittable = Refittable,
            StripWeights = StripWeights,
            TimingCachePath = TimingCachePath,
            TacticSources = TacticSources is { } sources ? [.. sources] : null,
            ProfilingVerbosity = ProfilingVerbosity,
            MaxAuxiliaryStreams = MaxAuxiliaryStreams,
            AverageTimingIterations = AverageTimingIterations,
            TilingOptimizationLevel = TilingOptimizationLevel,
            RuntimePlatform = RuntimePlatform,
            MaxThreads = MaxThreads,
        };
        foreach (OptimizationProfileOptions profile in Profiles)
        {
            copy.Profiles.Add(profile.Clone());
        }

        Copy(MemoryPools, copy.MemoryPools);
        Copy(PreviewFeatures, copy.PreviewFeatures);
        Copy(Flags, copy.Flags);
        foreach (ComputeCapability capability in ComputeCapabilities)
        {
            copy.ComputeCapabilities.Add(capability);
        }

        return copy;
    }

    /// <summary>All that was chosen and can change an engine, by name: for cache keys and for people.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Describe()
    {
        List<KeyValuePair<string, string>> chosen = [];
        void Add(string name, object? value)
        {
            if (value is not null)
            {
                chosen.Add(new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!));
            }
        }

        Add("precision", Precision);
        Add("stronglyTyped", StronglyTyped ? true : null);
        for (int index = 0; index < Profiles.Count; index++)
        {
            Add($"profile {index}", Profiles[index]);
        }

        foreach ((MemoryPoolType pool, ByteSize limit) in MemoryPools)
        {
            Add($"memory {pool}", limit.Value);
        }

        Add("optimizationLevel", OptimizationLevel);
        Add("hardwareCompatibility", HardwareCompatibility == HardwareCompatibilityLevel.None ? null : HardwareCompatibility);
        Add("versionCompatible", VersionCompatible ? true : null);
        Add("excludeLeanRuntime", ExcludeLeanRuntime ? true : null);
        Add("refittable", Refittable ? true : null);
        Add("stripWeights", StripWeights ? true : null);
        Add("tacticSources", TacticSources is { } sources ? string.Join(", ", sources) : null);
        foreach ((PreviewFeature feature, bool enabled) in PreviewFeatures)
        {
            Add($"preview {feature}", enabled);
        }

        foreach ((BuilderFlag flag, bool enabled) in Flags)
        {
            Add($"flag {flag}", enabled);
        }

        Add("computeCapabilities", ComputeCapabilities.Count > 0 ? string.Join(", ", ComputeCapabilities) : null);
        Add("profilingVerbosity", ProfilingVerbosity);
        Add("maxAuxiliaryStreams", MaxAuxiliaryStreams);
        Add("averageTimingIterations", AverageTimingIterations);
        Add("tilingOptimizationLevel", TilingOptimizationLevel);
        Add("runtimePlatform", RuntimePlatform);
        return chosen;
    }

    private static void Copy<TKey, TValue>(IDictionary<TKey, TValue> from, IDictionary<TKey, TValue> to)
    {
        foreach ((TKey key, TValue value) in from)
        {
            to[key] = value;
        }
    }
}
