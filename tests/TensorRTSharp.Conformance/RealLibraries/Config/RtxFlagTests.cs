using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Config;

/// <summary>Flags, preview features and tactic sources, numbered differently in every family, on the real TensorRT-RTX.</summary>
[Level("1")]
internal sealed class RtxFlagTests
{
    /// <summary>NvInfer.h of TensorRT-RTX 1.7 has no such BuilderFlag.</summary>
    private static readonly BuilderFlag[] LackingFlags =
    [
        BuilderFlag.FP16, BuilderFlag.Int8, BuilderFlag.ObeyPrecisionConstraints, BuilderFlag.PreferPrecisionConstraints,
        BuilderFlag.RejectEmptyAlgorithms, BuilderFlag.FP8, BuilderFlag.BF16, BuilderFlag.Int4, BuilderFlag.FP4,
    ];

    /// <summary>Flags with which nothing can be built here, and TensorRT's reason.</summary>
    private static readonly Dictionary<BuilderFlag, string> Unbuildable = new()
    {
        // These three compile kernels with the driver.
        [BuilderFlag.Refit] = "CUDA_SUCCESS",
        [BuilderFlag.StripPlan] = "CUDA_SUCCESS",
        [BuilderFlag.RefitIdentical] = "CUDA_SUCCESS",
        [BuilderFlag.VersionCompatible] = "nvinfer_lean",
    };

    private static IEnumerable<BuilderFlag> Flags => Enum.GetValues<BuilderFlag>().Except(LackingFlags);

    [TestCaseSource(nameof(Flags))]
    public void A_flag_is_set_alone_and_cleared(BuilderFlag flag)
    {
        using RtxDigits digits = new();
        BuilderConfig config = digits.Config;
        Assert.That(config.GetFlags(), Is.EqualTo(new[] { BuilderFlag.TF32 }), "the one that is on by default");
        config.SetFlag(BuilderFlag.TF32, enabled: false);
        BuilderFlag[] expected = [flag];
        if (flag == BuilderFlag.ExcludeLeanRuntime)
        {
            config.SetFlag(BuilderFlag.VersionCompatible);
            expected = [BuilderFlag.VersionCompatible, flag];
        }

        config.SetFlag(flag);
        Assert.That(config.GetFlag(flag), Is.True);
        Assert.That(config.GetFlags(), Is.EqualTo(expected));
        config.SetFlag(flag, enabled: false);
        Assert.That(config.GetFlag(flag), Is.False);
    }

    [TestCaseSource(nameof(Flags))]
    public void A_build_with_a_flag_gives_a_plan_or_the_reason(BuilderFlag flag)
    {
        using RtxDigits digits = new();
        if (flag == BuilderFlag.ExcludeLeanRuntime)
        {
            digits.Config.SetFlag(BuilderFlag.VersionCompatible);
        }

        digits.Config.SetFlag(flag);
        if (Unbuildable.TryGetValue(flag, out string? reason))
        {
            Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
            Assert.That(() => digits.Build(), Throws.TypeOf<EngineBuildException>().With.Message.Contains(reason));
            digits.Config.SetFlags();
        }

        Assert.That(digits.Build(), Is.Not.Empty);
    }

    [TestCaseSource(nameof(LackingFlags))]
    public void A_flag_that_the_family_lacks_is_refused_by_name(BuilderFlag flag)
    {
        using RtxDigits digits = new();
        foreach (Action refused in new Action[]
            {
                () => digits.Config.SetFlag(flag), () => digits.Config.SetFlag(flag, enabled: false),
                () => digits.Config.GetFlag(flag),
            })
        {
            Assert.That(refused, Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("no BuilderFlag number"));
        }

        Assert.That(() => digits.Config.SetFlags(flag), Throws.ArgumentException);
        Assert.That(digits.Config.GetFlags(), Is.EqualTo(new[] { BuilderFlag.TF32 }), "nothing changed");
    }

    [Test]
    public void Several_flags_replace_all_others()
    {
        using RtxDigits digits = new();
        digits.Config.SetFlags(BuilderFlag.RequireUserAllocation, BuilderFlag.Debug, BuilderFlag.StrictNans);
        Assert.That(
            digits.Config.GetFlags(),
            Is.EqualTo(new[] { BuilderFlag.Debug, BuilderFlag.StrictNans, BuilderFlag.RequireUserAllocation }));
        digits.Config.SetFlags();
        Assert.That(digits.Config.GetFlags(), Is.Empty);
    }

    [TestCase(PreviewFeature.AliasedPluginIO1003, false)]
    [TestCase(PreviewFeature.RuntimeActivationResize1010, true)]
    public void A_preview_feature_is_switched(PreviewFeature feature, bool initial)
    {
        using RtxDigits digits = new();
        Assert.That(digits.Config.GetPreviewFeature(feature), Is.EqualTo(initial));
        digits.Config.SetPreviewFeature(feature, !initial);
        Assert.That(digits.Config.GetPreviewFeature(feature), Is.EqualTo(!initial));
        Assert.That(digits.Build(), Is.Not.Empty);
    }

    [TestCase(PreviewFeature.ProfileSharing0806)]
    [TestCase(PreviewFeature.MultideviceRuntime1016)]
    public void A_preview_feature_that_the_family_lacks_is_refused(PreviewFeature feature)
    {
        using RtxDigits digits = new();
        Assert.That(() => digits.Config.SetPreviewFeature(feature), Throws.TypeOf<TensorRTNotSupportedException>());
        Assert.That(() => digits.Config.GetPreviewFeature(feature), Throws.TypeOf<TensorRTNotSupportedException>());
    }

    [Test]
    public void Tactic_sources_are_those_of_the_family()
    {
        using RtxDigits digits = new();
        TacticSource[] both = [TacticSource.EdgeMaskConvolutions, TacticSource.JitConvolutions];
        Assert.That(digits.Config.GetTacticSources(), Is.EqualTo(both));
        digits.Config.SetTacticSources(TacticSource.JitConvolutions);
        Assert.That(digits.Config.GetTacticSources(), Is.EqualTo(new[] { TacticSource.JitConvolutions }));
        digits.Config.SetTacticSources();
        Assert.That(digits.Config.GetTacticSources(), Is.Empty);
        foreach (TacticSource lacking in new[] { TacticSource.Cublas, TacticSource.CublasLt, TacticSource.Cudnn })
        {
            Assert.That(
                () => digits.Config.SetTacticSources(lacking), Throws.ArgumentException.With.Message.Contains("setTacticSources"));
        }
    }
}
