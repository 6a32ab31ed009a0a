namespace TensorRTSharp;

/// <summary>What options become in a builder and its configuration.</summary>
internal static class BuildSettings
{
    internal static void Apply(EngineBuildOptions options, Builder builder, BuilderConfig config)
    {
        foreach (OptimizationProfileOptions profile in options.Profiles)
        {
            config.AddOptimizationProfile(Create(builder, profile));
        }

        foreach ((MemoryPoolType pool, ByteSize limit) in options.MemoryPools)
        {
            config.SetMemoryPoolLimit(pool, limit);
        }

        ApplyFlags(options, config);
        if (options.OptimizationLevel is { } level)
        {
            config.OptimizationLevel = level;
        }

        if (options.HardwareCompatibility != HardwareCompatibilityLevel.None)
        {
            config.HardwareCompatibilityLevel = options.HardwareCompatibility;
        }

        if (options.TacticSources is { } sources)
        {
            config.SetTacticSources([.. sources]);
        }

        foreach ((PreviewFeature feature, bool enabled) in options.PreviewFeatures)
        {
            config.SetPreviewFeature(feature, enabled);
        }

        if (options.ComputeCapabilities.Count > 0)
        {
            config.SetComputeCapabilities([.. options.ComputeCapabilities]);
        }

        if (options.ProfilingVerbosity is { } verbosity)
        {
            config.ProfilingVerbosity = verbosity;
        }

        if (options.MaxAuxiliaryStreams is { } streams)
        {
            config.MaxAuxiliaryStreams = streams;
        }

        if (options.AverageTimingIterations is { } iterations)
        {
            config.AverageTimingIterations = iterations;
        }

        if (options.TilingOptimizationLevel is { } tiling)
        {
            config.TilingOptimizationLevel = tiling;
        }

        if (options.RuntimePlatform is { } platform)
        {
            config.RuntimePlatform = platform;
        }

        if (options.MaxThreads is { } threads)
        {
            builder.MaxThreads = threads;
        }
    }

    private static void ApplyFlags(EngineBuildOptions options, BuilderConfig config)
    {
        (bool IsSet, BuilderFlag Flag)[] flags =
        [
            (options.Precision == Precision.Fp16, BuilderFlag.FP16),
            (options.Precision == Precision.Bf16, BuilderFlag.BF16),
            (options.VersionCompatible, BuilderFlag.VersionCompatible),
            (options.ExcludeLeanRuntime, BuilderFlag.ExcludeLeanRuntime),
            (options.Refittable, BuilderFlag.Refit),
            (options.StripWeights, BuilderFlag.StripPlan),
        ];
        foreach ((_, BuilderFlag flag) in flags.Where(static flag => flag.IsSet))
        {
            config.SetFlag(flag);
        }

        foreach ((BuilderFlag flag, bool enabled) in options.Flags)
        {
            config.SetFlag(flag, enabled);
        }
    }

    private static OptimizationProfile Create(Builder builder, OptimizationProfileOptions options)
    {
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        foreach ((string input, OptimizationProfileOptions.Range range) in options.Shapes)
        {
            profile.SetDimensions(input, range.Min, range.Opt, range.Max);
        }

        foreach ((string input, OptimizationProfileOptions.Range range) in options.Values)
        {
            profile.SetShapeValues(input, range.Min, range.Opt, range.Max);
        }

        return profile;
    }
}
