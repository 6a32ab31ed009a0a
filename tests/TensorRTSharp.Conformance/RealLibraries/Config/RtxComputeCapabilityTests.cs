using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Config;

/// <summary>The GPUs that an engine is built for, none of which need be there.</summary>
[Level("1")]
internal sealed class RtxComputeCapabilityTests
{
    private static readonly ComputeCapability[] SinceAmpere =
    [
        ComputeCapability.Sm80, ComputeCapability.Sm86, ComputeCapability.Sm89, ComputeCapability.Sm120, ComputeCapability.Sm121,
    ];

    private static IEnumerable<ComputeCapability> All =>
        SinceAmpere.Concat([ComputeCapability.Sm75, ComputeCapability.Current]);

    [TestCaseSource(nameof(All))]
    public void A_capability_is_kept(ComputeCapability capability)
    {
        using RtxDigits digits = new();
        Assert.That(digits.Config.GetComputeCapabilities(), Is.Empty, "by default: those since Ampere");
        digits.Config.SetComputeCapabilities(capability);
        Assert.That(digits.Config.GetComputeCapabilities(), Is.EqualTo(new[] { capability }));
        digits.Config.SetComputeCapabilities();
        Assert.That(digits.Config.GetComputeCapabilities(), Is.Empty);
    }

    [TestCaseSource(nameof(SinceAmpere))]
    public void An_engine_is_built_for_a_GPU_that_is_not_there(ComputeCapability capability)
    {
        using RtxDigits digits = new();
        digits.Config.SetComputeCapabilities(capability);
        Assert.That(digits.Build()[..4], Is.EqualTo("vtrt"u8.ToArray()));
    }

    [Test]
    public void An_engine_is_built_for_several()
    {
        using RtxDigits digits = new();
        digits.Config.SetComputeCapabilities(SinceAmpere);
        Assert.That(digits.Config.GetComputeCapabilities(), Is.EqualTo(SinceAmpere));
        Assert.That(digits.Build(), Is.Not.Empty);
    }

    [Test]
    [LibraryRefuses]
    public void Turing_cannot_run_every_operation_and_the_build_says_which()
    {
        using RtxDigits digits = new();
        digits.Config.SetComputeCapabilities(ComputeCapability.Sm75);
        Assert.That(
            () => digits.Build(),
            Throws.TypeOf<EngineBuildException>().With.Message.Contains("for Turing (SM75): FP32 GEMM is not supported"));
    }

    [Test]
    [LibraryRefuses]
    public void The_GPU_of_this_machine_must_be_there()
    {
        Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
        using RtxDigits digits = new();
        digits.Config.SetComputeCapabilities(ComputeCapability.Current);
        Assert.That(() => digits.Build(), Throws.TypeOf<EngineBuildException>().With.Message.Contains("CUDA driver"));
    }

    [TestCase(ComputeCapability.None, "kNONE")]
    [TestCase(ComputeCapability.Sm86, ComputeCapability.Current, "kCURRENT")]
    [TestCase(ComputeCapability.Current, ComputeCapability.Sm86, "kCURRENT")]
    [LibraryRefuses]
    public void What_cannot_be_built_for_is_refused_and_what_was_set_stays(params object[] arguments)
    {
        ComputeCapability[] refused = [.. arguments.OfType<ComputeCapability>()];
        using RtxDigits digits = new();
        digits.Config.SetComputeCapabilities(ComputeCapability.Sm89);
        Assert.That(
            () => digits.Config.SetComputeCapabilities(refused),
            Throws.ArgumentException.With.Message.Contains((string)arguments[^1]));
        Assert.That(digits.Config.GetComputeCapabilities(), Is.EqualTo(new[] { ComputeCapability.Sm89 }));
        Assert.That(digits.Build(), Is.Not.Empty);
    }

    [Test]
    public void A_capability_that_nobody_knows_is_refused_and_what_was_set_stays()
    {
        using RtxDigits digits = new();
        Assert.That(
            () => digits.Config.SetComputeCapabilities(ComputeCapability.Sm86, (ComputeCapability)77),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("no ComputeCapability number 77"));
        Assert.That(digits.Config.GetComputeCapabilities(), Is.Empty);
        Assert.That(digits.Build(), Is.Not.Empty);
    }
}
