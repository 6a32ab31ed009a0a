using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>What is said in options is what TensorRT's configuration says back.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.Doubles))]
public sealed class FluentOptionsTests(Backend backend)
{
    private TensorRT _library = null!;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [Test]
    public void Options_reach_the_configuration()
    {
        EngineBuildOptions options = new()
        {
            Workspace = ByteSize.MiB(64),
            OptimizationLevel = 4,
            Refittable = true,
            StripWeights = true,
            VersionCompatible = true,
            ExcludeLeanRuntime = true,
            HardwareCompatibility = HardwareCompatibilityLevel.AmperePlus,
            ProfilingVerbosity = ProfilingVerbosity.Detailed,
            MaxAuxiliaryStreams = 2,
            AverageTimingIterations = 3,
            TacticSources = [TacticSource.JitConvolutions],
        };
        options.PreviewFeatures[PreviewFeature.RuntimeActivationResize1010] = true;
        options.Flags[BuilderFlag.TF32] = false;
        options.Flags[BuilderFlag.DisableTimingCache] = true;
        Assert.That(Told(options), Is.EqualTo(new[]
        {
            "67108864", "4", "Refit True", "StripPlan True", "VersionCompatible True", "ExcludeLeanRuntime True", "TF32 False",
            "DisableTimingCache True", "AmperePlus", "Detailed", "2", "3", "JitConvolutions", "True",
        }));
    }

    [TestCase(Precision.Fp16, BuilderFlag.FP16)]
    [TestCase(Precision.Bf16, BuilderFlag.BF16)]
    public void A_precision_is_a_flag_of_TensorRT_10_and_the_models_affair_elsewhere(Precision precision, BuilderFlag flag)
    {
        bool isSet = false;
        EngineBuilder builder = Small().WithPrecision(precision).Configure(config => isSet = config.GetFlag(flag), "looks");
        if (backend != Backend.TensorRT10)
        {
            Assert.That(() => builder.BuildPlan(), Throws.InstanceOf<TensorRTNotSupportedException>());
            return;
        }

        builder.BuildPlan().Dispose();
        Assert.That(isSet, Is.True);
        Assert.That(() => builder.WithStrongTyping().BuildPlan(), Throws.InvalidOperationException);
    }

    [Test]
    public void A_timing_cache_is_kept_in_its_file_and_replaced_where_it_is_none()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.timing");
        try
        {
            Small().WithTimingCache(path).BuildPlan().Dispose();
            byte[] written = File.ReadAllBytes(path);
            Assert.That(written, Is.Not.Empty);
            Small().WithTimingCache(path).BuildPlan().Dispose();
            File.WriteAllText(path, "no timing cache");
            Small().WithTimingCache(path).BuildPlan().Dispose();
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(written));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private string[] Told(EngineBuildOptions options)
    {
        string[] told = [];
        Small().WithOptions(options).WithProfile("x", [1, 3], [2, 3], [4, 3]).Configure(
            config => told =
            [
                config.GetMemoryPoolLimit(MemoryPoolType.Workspace).Value.ToString(),
                config.OptimizationLevel.ToString(),
                .. new[]
                {
                    BuilderFlag.Refit, BuilderFlag.StripPlan, BuilderFlag.VersionCompatible, BuilderFlag.ExcludeLeanRuntime,
                    BuilderFlag.TF32, BuilderFlag.DisableTimingCache,
                }.Select(flag => $"{flag} {config.GetFlag(flag)}"),
                config.HardwareCompatibilityLevel.ToString(),
                config.ProfilingVerbosity.ToString(),
                config.MaxAuxiliaryStreams.ToString(),
                config.AverageTimingIterations.ToString(),
                string.Join(", ", config.GetTacticSources()),
                config.GetPreviewFeature(PreviewFeature.RuntimeActivationResize1010).ToString(),
            ],
            "looks").BuildPlan().Dispose();
        return told;
    }

    private EngineBuilder Small() => TensorRT.FromOnnx(SmallModel.Onnx)
        .WithLibrary(_library)
        .WithProfile("x", [1, 3], [2, 3], [4, 3]);
}
