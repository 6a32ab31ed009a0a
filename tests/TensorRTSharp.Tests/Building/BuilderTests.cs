using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

internal sealed class BuilderTests
{
    [Test]
    public void A_model_becomes_a_plan()
    {
        using SerializedEngine plan = Engines.Plan(CpuBackend.Require(), Models.Affine(), ([1, 3], [2, 3], [8, 3]));
        Assert.That(plan.ByteLength, Is.Positive);
    }

    [Test]
    public void Objects_may_be_disposed_in_any_order()
    {
        TensorRT library = CpuBackend.Require();
        foreach (int[] order in Permutations([0, 1, 2, 3, 4]))
        {
            Builder builder = library.CreateBuilder();
            Network network = builder.CreateNetwork();
            OnnxParser parser = network.CreateOnnxParser();
            parser.Parse(Models.NonZero());
            BuilderConfig config = builder.CreateConfig();
            OptimizationProfile profile = builder.CreateOptimizationProfile();
            profile.SetDimensions("x", [1], [2], [3]);
            config.AddOptimizationProfile(profile);
            SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
            IDisposable[] all = [builder, network, parser, config, plan];
            foreach (int index in order)
            {
                all[index].Dispose();
                all[index].Dispose();
            }
        }
    }

    [Test]
    public void A_disposed_builder_cannot_be_used_though_its_children_live()
    {
        Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = builder.CreateNetwork();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        builder.Dispose();
        Assert.That(
            () => builder.CreateNetwork(),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Builder)));
        Assert.That(() => profile.IsValid, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(network.Inputs, Is.Empty);
    }

    [Test]
    public void Networks_and_configurations_of_another_builder_are_refused()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Builder other = CpuBackend.Require().CreateBuilder();
        using Network network = builder.CreateNetwork();
        using BuilderConfig config = builder.CreateConfig();
        using Network foreignNetwork = other.CreateNetwork();
        using BuilderConfig foreignConfig = other.CreateConfig();
        Assert.That(
            () => builder.BuildSerializedNetwork(foreignNetwork, config),
            Throws.ArgumentException.With.Message.Contains("another builder"));
        Assert.That(
            () => builder.BuildSerializedNetwork(network, foreignConfig),
            Throws.ArgumentException.With.Message.Contains("another builder"));
        Assert.That(
            () => config.AddOptimizationProfile(other.CreateOptimizationProfile()),
            Throws.ArgumentException.With.Message.Contains("another builder"));
    }

    [Test]
    public void A_build_without_the_profile_that_it_needs_says_so()
    {
        TensorRT library = CpuBackend.Require();
        Assert.That(
            () => Engines.Plan(library, Models.Affine()),
            Throws.InstanceOf<Exception>().With.Message.Contains("x").And.Message.Contains("profile"));
    }

    [Test]
    public void Builders_may_be_disposed_from_another_thread()
    {
        TensorRT library = CpuBackend.Require();
        Builder builder = library.CreateBuilder(new TestLogger());
        Network network = builder.CreateNetwork();
        Task.WaitAll(Task.Run(builder.Dispose), Task.Run(network.Dispose), Task.Run(builder.Dispose));
    }

    [Test]
    public void Log_lines_reach_the_logger()
    {
        TestLogger logger = new();
        using (Builder builder = CpuBackend.Require().CreateBuilder(logger))
        {
            Build(builder, Models.Affine()).Dispose();
        }

        Assert.That(logger.Lines, Is.Not.Empty);
        Assert.That(logger.Lines.Select(line => line.Event.Name), Has.All.StartsWith("TensorRT"));
    }

    [Test]
    public void A_logger_that_throws_breaks_nothing()
    {
        ThrowingLogger logger = new();
        using Builder builder = CpuBackend.Require().CreateBuilder(logger);
        using SerializedEngine plan = Build(builder, Models.Affine());
        Assert.That(plan.ByteLength, Is.Positive);
        Assert.That(logger.Calls, Is.Positive);
    }

    private static SerializedEngine Build(Builder builder, byte[] model)
    {
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(model);
        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [1, 3], [2, 3], [8, 3]);
        config.AddOptimizationProfile(profile);
        return builder.BuildSerializedNetwork(network, config);
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(
            first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
