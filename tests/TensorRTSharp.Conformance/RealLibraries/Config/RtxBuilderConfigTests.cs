using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Config;

/// <summary>
/// All that can be set of a BuilderConfig, on the real TensorRT-RTX. Defaults, bounds and what there is are those of NVIDIA's
/// NvInfer.h of TensorRT-RTX 1.7.
/// </summary>
[Level("1")]
internal sealed class RtxBuilderConfigTests
{
    private static IEnumerable<TestCaseData> Settings =>
    [
        Setting("OptimizationLevel", 3, 5,
            static config => config.OptimizationLevel, static (config, value) => config.OptimizationLevel = value),
        Setting("AverageTimingIterations", 1, 7,
            static config => config.AverageTimingIterations, static (config, value) => config.AverageTimingIterations = value),
        Setting("MaxAuxiliaryStreams", -1, 2,
            static config => config.MaxAuxiliaryStreams, static (config, value) => config.MaxAuxiliaryStreams = value),
        Setting("MaxTacticCount", -1, 9,
            static config => config.MaxTacticCount, static (config, value) => config.MaxTacticCount = value),
        Setting("ProfilingVerbosity", ProfilingVerbosity.LayerNamesOnly, ProfilingVerbosity.Detailed,
            static config => config.ProfilingVerbosity, static (config, value) => config.ProfilingVerbosity = value),
        Setting("ProfilingVerbosity none", ProfilingVerbosity.LayerNamesOnly, ProfilingVerbosity.None,
            static config => config.ProfilingVerbosity, static (config, value) => config.ProfilingVerbosity = value),
        Setting("TilingOptimizationLevel", TilingOptimizationLevel.None, TilingOptimizationLevel.Full,
            static config => config.TilingOptimizationLevel, static (config, value) => config.TilingOptimizationLevel = value),
        Setting("L2LimitForTiling", ByteSize.Zero, ByteSize.MiB(3),
            static config => config.L2LimitForTiling, static (config, value) => config.L2LimitForTiling = value),
        Setting("EngineCapability", EngineCapability.Standard, EngineCapability.Safety,
            static config => config.EngineCapability, static (config, value) => config.EngineCapability = value),
        Setting("DefaultDeviceType", DeviceType.Gpu, DeviceType.Dla,
            static config => config.DefaultDeviceType, static (config, value) => config.DefaultDeviceType = value),
        Setting("RuntimePlatform", RuntimePlatform.SameAsBuild, RuntimePlatform.SameAsBuild,
            static config => config.RuntimePlatform, static (config, value) => config.RuntimePlatform = value),

        // "if getNbDLACores() returns 0, then this function does nothing"
        Setting("DlaCore", -1, -1, static config => config.DlaCore, static (config, _) => config.DlaCore = 0),
    ];

    private static IEnumerable<TestCaseData> Refusals =>
    [
        Refusal("an optimization level of -1", "setBuilderOptimizationLevel", "level >= 0",
            static config => config.OptimizationLevel = -1),
        Refusal("-1 auxiliary streams", "setMaxAuxStreams", "failed", static config => config.MaxAuxiliaryStreams = -1),
        Refusal("-2 tactics", "setMaxNbTactics", "-2", static config => config.MaxTacticCount = -2),
        Refusal("another platform", "setRuntimePlatform", "kWINDOWS_AMD64",
            static config => config.RuntimePlatform = RuntimePlatform.WindowsAmd64),
        Refusal("a build route that nobody knows", "setBuildRoute", "failed",
            static config => config.BuildRoute = "-no_such_route=on"),
        Refusal("plugins twice", "setPluginsToSerialize", "Duplicate path is /a/b.so",
            static config => config.SetPluginsToSerialize("/a/b.so", "/a/b.so")),
        Refusal("memory of DLA", "setMemoryPoolLimit", "DLA disabled",
            static config => config.SetMemoryPoolLimit(MemoryPoolType.DlaLocalDram, ByteSize.MiB(1))),
        Refusal("memory that is no power of 2", "setMemoryPoolLimit", "has_single_bit",
            static config => config.SetMemoryPoolLimit(MemoryPoolType.TacticDram, ByteSize.Bytes(1000))),
        Refusal("a lean runtime left out of what has none", "setFlag", "kVERSION_COMPATIBLE",
            static config => config.SetFlag(BuilderFlag.ExcludeLeanRuntime)),
    ];

    private static IEnumerable<TestCaseData> Missing =>
    [
        Lacks("setRemoteAutoTuningConfig", static config => config.RemoteAutoTuningConfig = "x"),
        Lacks("getRemoteAutoTuningConfig", static config => _ = config.RemoteAutoTuningConfig),
    ];

    [TestCaseSource(nameof(Settings))]
    public void A_setting_has_its_default_is_kept_and_is_reset<T>(T initial, T changed, Func<BuilderConfig, T> get, Action<BuilderConfig, T> set)
    {
        using RtxDigits digits = new();
        BuilderConfig config = digits.Config;
        Assert.That(get(config), Is.EqualTo(initial));
        set(config, changed);
        Assert.That(get(config), Is.EqualTo(changed));
        config.Reset();
        Assert.That(get(config), Is.EqualTo(initial));
    }

    [TestCaseSource(nameof(Refusals))]
    [LibraryRefuses]
    public void What_TensorRT_refuses_throws_with_its_reason(string method, string reason, Action<BuilderConfig> refused)
    {
        using RtxDigits digits = new();
        Assert.That(
            () => refused(digits.Config),
            Throws.ArgumentException.With.Message.StartsWith($"IBuilderConfig::{method}").And.Message.Contains(reason));
        Assert.That(digits.Build(), Is.Not.Empty, "nothing of it stays");
    }

    [TestCaseSource(nameof(Missing))]
    public void What_TensorRT_RTX_lacks_is_not_supported(string method, Action<BuilderConfig> missing)
    {
        using RtxDigits digits = new();
        Assert.That(
            () => missing(digits.Config),
            Throws.TypeOf<TensorRTNotSupportedException>()
                .With.Message.StartsWith($"IBuilderConfig::{method} is not supported by backend rtx1"));
    }

    [Test]
    public void An_optimization_level_above_the_largest_is_kept()
    {
        using RtxDigits digits = new();
        digits.Config.OptimizationLevel = 6; // "greater than the maximum level results in behavior identical to the maximum level"
        Assert.That(digits.Config.OptimizationLevel, Is.EqualTo(6).Or.EqualTo(5));
        Assert.That(digits.Build(), Is.Not.Empty);
    }

    [Test]
    [LibraryRefuses]
    public void A_hardware_compatibility_level_is_logged_as_unsupported_and_stays_none()
    {
        LogLines log = new();
        using RtxDigits digits = new(log);
        digits.Config.HardwareCompatibilityLevel = HardwareCompatibilityLevel.AmperePlus;
        Assert.That(digits.Config.HardwareCompatibilityLevel, Is.EqualTo(HardwareCompatibilityLevel.None));
        Assert.That(
            log.Lines.Select(line => line.Text), Has.Some.EqualTo("setHardwareCompatibilityLevel() is unsupported in TensorRT-RTX."));
    }

    [Test]
    public void Memory_pools_have_limits()
    {
        using RtxDigits digits = new();
        BuilderConfig config = digits.Config;
        Assert.That(config.GetMemoryPoolLimit(MemoryPoolType.DlaLocalDram), Is.EqualTo(ByteSize.GiB(1)));
        Assert.That(config.GetMemoryPoolLimit(MemoryPoolType.DlaGlobalDram), Is.EqualTo(ByteSize.MiB(512)));
        foreach (MemoryPoolType pool in new[] { MemoryPoolType.Workspace, MemoryPoolType.TacticDram, MemoryPoolType.TacticSharedMemory })
        {
            config.SetMemoryPoolLimit(pool, ByteSize.MiB(1));
            Assert.That(config.GetMemoryPoolLimit(pool), Is.EqualTo(ByteSize.MiB(1)), pool.ToString());
        }

        Assert.That(() => config.GetMemoryPoolLimit((MemoryPoolType)6), Throws.TypeOf<TensorRTNotSupportedException>());
    }

    [Test]
    [LibraryRefuses]
    public void A_shared_memory_limit_that_is_too_small_fails_the_build_with_TensorRTs_words()
    {
        using RtxDigits digits = new();
        digits.Config.SetMemoryPoolLimit(MemoryPoolType.TacticSharedMemory, ByteSize.Bytes(1000));
        Assert.That(() => digits.Build(), Throws.TypeOf<EngineBuildException>().With.Message.Contains("tacticMaxShmemSize"));
    }

    [Test]
    public void Plugins_to_serialize_are_kept()
    {
        using RtxDigits digits = new();
        Assert.That(digits.Config.GetPluginsToSerialize(), Is.Empty);
        digits.Config.SetPluginsToSerialize("/a/b.so", "c.so");
        Assert.That(digits.Config.GetPluginsToSerialize(), Is.EquivalentTo(new[] { "/a/b.so", "c.so" }));
        digits.Config.SetPluginsToSerialize();
        Assert.That(digits.Config.GetPluginsToSerialize(), Is.Empty);
    }

    [Test]
    public void Layers_have_a_device()
    {
        using RtxDigits digits = new();
        BuilderConfig config = digits.Config;
        Layer layer = digits.Network.Layers[0];
        Assert.That(config.IsDeviceTypeSet(layer), Is.False);
        Assert.That(config.GetDeviceType(layer), Is.EqualTo(DeviceType.Gpu));
        Assert.That(config.CanRunOnDla(layer), Is.False, "there is no DLA");
        config.SetDeviceType(layer, DeviceType.Dla);
        Assert.That(config.IsDeviceTypeSet(layer), Is.True);
        Assert.That(config.GetDeviceType(layer), Is.EqualTo(DeviceType.Dla));
        config.SetDeviceType(layer, null);
        Assert.That(config.IsDeviceTypeSet(layer), Is.False);
        Assert.That(config.GetDeviceType(layer), Is.EqualTo(DeviceType.Gpu));
    }

    [Test]
    public void Build_routes_are_none_in_this_release()
    {
        using RtxDigits digits = new();
        Assert.That(digits.Config.BuildRoute, Is.Empty);
        Assert.That(digits.Config.GetAllBuildRoutes(), Is.Empty);
    }

    [Test]
    [LibraryRefuses]
    public void A_profile_is_added_and_counted_and_gone_after_a_reset()
    {
        using RtxDigits digits = new();
        Assert.That(digits.Config.OptimizationProfileCount, Is.EqualTo(1));
        OptimizationProfile second = digits.Builder.CreateOptimizationProfile();
        second.SetDimensions("input", [1, 1, 8, 8], [2, 1, 8, 8], [4, 1, 8, 8]);
        Assert.That(digits.Config.AddOptimizationProfile(second), Is.EqualTo(1));
        Assert.That(digits.Config.OptimizationProfileCount, Is.EqualTo(2));
        Assert.That(digits.Build(), Is.Not.Empty);
        digits.Config.Reset();
        Assert.That(digits.Config.OptimizationProfileCount, Is.Zero);
        Assert.That(() => digits.Build(), Throws.TypeOf<EngineBuildException>().With.Message.Contains("no optimization profile"));
    }

    private static TestCaseData Setting<T>(
        string name, T initial, T changed, Func<BuilderConfig, T> get, Action<BuilderConfig, T> set) =>
        new TestCaseData(initial, changed, get, set) { TypeArgs = [typeof(T)] }.SetArgDisplayNames(name);

    private static TestCaseData Refusal(string name, string method, string reason, Action<BuilderConfig> refused) =>
        new TestCaseData(method, reason, refused).SetArgDisplayNames(name);

    private static TestCaseData Lacks(string method, Action<BuilderConfig> missing) =>
        new TestCaseData(method, missing).SetArgDisplayNames(method);
}
