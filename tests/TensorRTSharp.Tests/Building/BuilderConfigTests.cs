using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

internal sealed class BuilderConfigTests
{
    [Test]
    public void Settings_come_back_as_they_were_set()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        Assert.That(config.OptimizationLevel, Is.EqualTo(3), "TensorRT's default");
        config.OptimizationLevel = 5;
        config.AverageTimingIterations = 7;
        config.ProfilingVerbosity = ProfilingVerbosity.Detailed;
        config.SetMemoryPoolLimit(MemoryPoolType.Workspace, ByteSize.MiB(64));
        Assert.That(config.OptimizationLevel, Is.EqualTo(5));
        Assert.That(config.AverageTimingIterations, Is.EqualTo(7));
        Assert.That(config.ProfilingVerbosity, Is.EqualTo(ProfilingVerbosity.Detailed));
        Assert.That(config.GetMemoryPoolLimit(MemoryPoolType.Workspace), Is.EqualTo(ByteSize.MiB(64)));
        config.Reset();
        Assert.That(config.OptimizationLevel, Is.EqualTo(3));
    }

    [Test]
    public void Flags_are_set_and_cleared()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        config.SetFlag(BuilderFlag.Debug);
        Assert.That(config.GetFlag(BuilderFlag.Debug));
        config.SetFlag(BuilderFlag.Debug, enabled: false);
        Assert.That(config.GetFlag(BuilderFlag.Debug), Is.False);
    }

    [Test]
    public void What_the_cpu_cannot_do_is_refused_by_name()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        Assert.That(
            () => config.SetFlag(BuilderFlag.FP16),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("FP16"));
    }

    [Test]
    public void Profiles_are_counted()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        for (int index = 0; index < 2; index++)
        {
            OptimizationProfile profile = builder.CreateOptimizationProfile();
            profile.SetDimensions("x", [1], [2], [3]);
            Assert.That(config.AddOptimizationProfile(profile), Is.EqualTo(index));
        }

        Assert.That(config.OptimizationProfileCount, Is.EqualTo(2));
    }
}
