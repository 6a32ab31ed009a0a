using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries;

/// <summary>The building half of the fluent API on the real TensorRT-RTX, which needs no GPU for it.</summary>
[Level("1")]
internal sealed class FluentRtxTests
{
    [Test]
    public void A_shape_tensor_needs_values_in_the_profile()
    {
        EngineBuilder builder = TensorRT.FromNetwork(static network =>
            {
                Tensor x = network.AddInput("x", DataType.Float, -1);
                Tensor shape = network.AddInput("shape", DataType.Int64, 2);
                ShuffleLayer shuffle = network.AddShuffle(x);
                shuffle.SetInput(1, shape);
                Tensor y = shuffle.GetOutput();
                y.Name = "y";
                network.MarkOutput(y);
            })
            .WithLibrary(RealLibrary.Rtx)
            .WithProfile("x", min: [1], opt: [8], max: [64])
            .WithShapeValues("shape", min: [1, 1], opt: [2, 4], max: [8, 8]);
        using EnginePlan plan = builder.BuildPlan();
        DescribedRange values = plan.Description.Profiles[0].Ranges.Single(static range => range.AreValues);
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(plan.ByteLength, Is.GreaterThan(1000));
        Assert.That(values.Tensor, Is.EqualTo("shape"));
        Assert.That(values.Max, Is.EqualTo(new long[] { 8, 8 }));
    }
}
