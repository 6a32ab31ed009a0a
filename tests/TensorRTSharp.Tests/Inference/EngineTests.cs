using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

internal sealed class EngineTests
{
    [Test]
    public void An_engine_tells_its_tensors()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        Assert.That(engine.Backend, Is.EqualTo(Backend.Cpu));
        Assert.That(engine.Tensors.Select(tensor => tensor.Name), Is.EqualTo(new[] { "x", "y" }));
        EngineTensor input = engine.Inputs.Single();
        EngineTensor output = engine.Outputs.Single();
        Assert.That((input.Name, input.Mode, input.DataType), Is.EqualTo(("x", TensorIOMode.Input, DataType.Float)));
        Assert.That(
            (output.Name, output.Mode, output.DataType), Is.EqualTo(("y", TensorIOMode.Output, DataType.Float)));
        Assert.That(input.Shape.ToArray(), Is.EqualTo(new long[] { -1, 3 }));
        Assert.That(input.IsDynamic && input.IsRankKnown && !input.IsShapeTensor);
        Assert.That(input.ToString(), Is.EqualTo("input 'x', Float [-1, 3]"));
        Assert.That(engine.LayerCount, Is.Positive);
    }

    [Test]
    public void An_engine_tells_its_profiles()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        Assert.That(engine.OptimizationProfileCount, Is.EqualTo(1));
        Assert.That(engine.GetProfileShape("x", 0, OptProfileSelector.Min), Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(engine.GetProfileShape("x", 0, OptProfileSelector.Max), Is.EqualTo(new long[] { 8, 3 }));
        Assert.That(
            () => engine.GetProfileShape("nothing", 0, OptProfileSelector.Max),
            Throws.ArgumentException.With.Message.Contains("nothing"));
    }

    [Test]
    public void Contexts_of_many_threads_share_an_engine()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        Parallel.For(0, 8, row =>
        {
            using AffineRun run = new(engine, rows: 1 + row);
            Assert.That(run.Execute(row), Is.All.EqualTo((2 * row) + 1));
        });
    }
}
