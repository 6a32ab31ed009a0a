using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Config;

/// <summary>The builder, its profiles and the runtime's settings, on the real TensorRT-RTX.</summary>
[Level("1")]
internal sealed class RtxBuilderTests
{
    private static IEnumerable<TestCaseData> Missing =>
    [
        Lacks("IBuilder::platformHasFastFp16", static digits => _ = digits.Builder.PlatformHasFastFp16),
        Lacks("IBuilder::platformHasFastInt8", static digits => _ = digits.Builder.PlatformHasFastInt8),
        Lacks("IBuilder::platformHasTf32", static digits => _ = digits.Builder.PlatformHasTf32),
        Lacks("IBuilder::buildEngineWithConfig",
            static digits => digits.Builder.BuildEngine(digits.Network, digits.Config).Dispose()),
        Lacks(
            "IBuilder::buildSerializedNetwork(INetworkDefinition&, IBuilderConfig&, IHostMemory*&)",
            static digits => digits.Builder.BuildSerializedNetworkWithKernelText(digits.Network, digits.Config).Plan.Dispose()),
    ];

    [TestCaseSource(nameof(Missing))]
    public void What_TensorRT_RTX_lacks_is_not_supported(string method, Action<RtxDigits> missing)
    {
        using RtxDigits digits = new();
        Assert.That(
            () => missing(digits),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.StartsWith($"{method} is not supported by backend rtx1"));
        Assert.That(digits.Build(), Is.Not.Empty);
    }

    [Test]
    [LibraryRefuses]
    public void Threads_are_set_and_at_least_one()
    {
        using RtxDigits digits = new();
        Assert.That(digits.Builder.MaxThreads, Is.EqualTo(1));
        digits.Builder.MaxThreads = 3;
        Assert.That(digits.Builder.MaxThreads, Is.EqualTo(3));
        Assert.That(() => digits.Builder.MaxThreads = 0, Throws.ArgumentException.With.Message.Contains("maxThreads > 0"));
        Assert.That(digits.Builder.MaxThreads, Is.EqualTo(3));
    }

    [Test]
    public void There_is_no_DLA()
    {
        using RtxDigits digits = new();
        Assert.That(digits.Builder.DlaCoreCount, Is.Zero);
        Assert.That(() => digits.Builder.MaxDlaBatchSize, Throws.Nothing);
    }

    [Test]
    [LibraryRefuses]
    public void A_network_is_supported_or_not()
    {
        using RtxDigits digits = new();
        using Network empty = digits.Builder.CreateNetwork();
        Assert.That(digits.Builder.IsNetworkSupported(digits.Network, digits.Config), Is.True);
        Assert.That(digits.Builder.IsNetworkSupported(empty, digits.Config), Is.False);
    }

    [Test]
    public void A_reset_builder_builds()
    {
        using RtxDigits digits = new();
        digits.Builder.Reset();
        using BuilderConfig config = digits.CreateConfig();
        using SerializedEngine plan = digits.Builder.BuildSerializedNetwork(digits.Network, config);
        Assert.That(plan.ByteLength, Is.Positive);
    }

    [Test]
    public void A_network_is_strongly_typed_whether_or_not_that_is_asked_for()
    {
        using RtxDigits digits = new();
        using Network asked = digits.Builder.CreateNetwork(NetworkDefinitionCreationFlag.StronglyTyped);
        Assert.That(asked.GetFlag(NetworkDefinitionCreationFlag.StronglyTyped), Is.True);
        Assert.That(asked.IsStronglyTyped, Is.True);
        Assert.That(digits.Network.IsStronglyTyped, Is.True);
    }

    [TestCase(NetworkDefinitionCreationFlag.ExplicitBatch)]
    [TestCase(NetworkDefinitionCreationFlag.PreferJitPythonPlugins)]
    [TestCase(NetworkDefinitionCreationFlag.PreferAotPythonPlugins)]
    public void A_network_flag_that_the_family_lacks_is_refused(NetworkDefinitionCreationFlag flag)
    {
        using RtxDigits digits = new();
        Assert.That(
            () => digits.Builder.CreateNetwork(flag), Throws.ArgumentException.With.Message.Contains("stands for nothing in this TensorRT family"));
    }

    [Test]
    [LibraryRefuses]
    public void A_profile_keeps_shapes_and_values()
    {
        using RtxDigits digits = new();
        OptimizationProfile profile = digits.Builder.CreateOptimizationProfile();
        Assert.That(profile.IsValid, Is.True);
        Assert.That(() => profile.GetDimensions("x", OptProfileSelector.Max), Throws.InvalidOperationException);
        profile.SetDimensions("x", [1, 2], [3, 4], [5, 6]);
        Assert.That(profile.GetDimensions("x", OptProfileSelector.Min), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(profile.GetDimensions("x", OptProfileSelector.Opt), Is.EqualTo(new long[] { 3, 4 }));
        Assert.That(profile.GetDimensions("x", OptProfileSelector.Max), Is.EqualTo(new long[] { 5, 6 }));
        profile.SetShapeValues("s", [1, 2], [3, 4], [5, 6]);
        Assert.That(profile.IsValid, Is.True);
        Assert.That(profile.ExtraMemoryTarget, Is.EqualTo(1));
        profile.ExtraMemoryTarget = 0.25f;
        Assert.That(profile.ExtraMemoryTarget, Is.EqualTo(0.25f));
    }

    [Test]
    [LibraryRefuses]
    public void A_profile_refuses_what_no_tensor_can_be()
    {
        using RtxDigits digits = new();
        OptimizationProfile profile = digits.Builder.CreateOptimizationProfile();
        Assert.That(
            () => profile.SetDimensions("x", [-1], [2], [3]),
            Throws.ArgumentException.With.Message.Contains("IOptimizationProfile::setDimensions"));
        Assert.That(
            () => profile.SetDimensions("x", new long[9], new long[9], new long[9]),
            Throws.ArgumentException.With.Message.Contains("at most 8"));
        Assert.That(
            () => profile.SetDimensions("x", [2], [1], [3]),
            Throws.ArgumentException.With.Message.Contains("must not decrease"));
        profile.SetShapeValues("s", [1, 2], [3, 4], [5, 6]);
        Assert.That(
            () => profile.SetShapeValues("s", [1], [3], [5]),
            Throws.ArgumentException.With.Message.Contains("IOptimizationProfile::setShapeValuesV2"));
        foreach (float target in new[] { -0.1f, 1.1f, float.NaN })
        {
            Assert.That(() => profile.ExtraMemoryTarget = target, Throws.ArgumentException.With.Message.Contains("target >= 0"));
        }
    }

    [Test]
    [LibraryRefuses]
    public void A_profile_that_lacks_an_input_fails_the_build_by_name()
    {
        using RtxDigits digits = new();
        OptimizationProfile profile = digits.Builder.CreateOptimizationProfile();
        profile.SetDimensions("another", [1], [2], [3]);
        digits.Config.AddOptimizationProfile(profile);
        Assert.That(
            () => digits.Build(),
            Throws.TypeOf<EngineBuildException>().With.Message.Contains("input is missing dimensions in profile 1"));
    }

    private static TestCaseData Lacks(string method, Action<RtxDigits> missing) =>
        new TestCaseData(method, missing).SetArgDisplayNames(method);
}
