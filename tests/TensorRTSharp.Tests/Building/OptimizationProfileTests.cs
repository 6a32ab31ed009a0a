using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

internal sealed class OptimizationProfileTests
{
    [Test]
    public void Shapes_come_back_as_they_were_set()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [1, 3], [2, 3], [8, 3]);
        Assert.That(profile.GetDimensions("x", OptProfileSelector.Min), Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(profile.GetDimensions("x", OptProfileSelector.Opt), Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(profile.GetDimensions("x", OptProfileSelector.Max), Is.EqualTo(new long[] { 8, 3 }));
        Assert.That(profile.IsValid);
    }

    [Test]
    public void A_shape_that_was_not_set_is_named()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        Assert.That(
            () => profile.GetDimensions("pixels", OptProfileSelector.Opt),
            Throws.InstanceOf<Exception>().With.Message.Contains("'pixels'"));
    }

    [Test]
    public void Limits_that_cross_are_refused_by_input_and_dimension()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        Assert.That(
            () => profile.SetDimensions("pixels", [1, 5], [2, 4], [3, 6]),
            Throws.ArgumentException.With.Message.Contains("'pixels'").And.Message.Contains("1")
                .And.Message.Contains("5"));
        Assert.That(
            () => profile.SetDimensions("pixels", [1], [2, 4], [3, 6]),
            Throws.ArgumentException.With.Message.Contains("'pixels'"));
        Assert.That(
            () => profile.SetDimensions("pixels", new long[9], new long[9], new long[9]),
            Throws.ArgumentException.With.Message.Contains("'pixels'"));
    }

    [Test]
    public void Profiles_of_one_builder_are_different()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        OptimizationProfile first = builder.CreateOptimizationProfile();
        OptimizationProfile second = builder.CreateOptimizationProfile();
        Assert.That(first, Is.Not.EqualTo(second));
    }
}
