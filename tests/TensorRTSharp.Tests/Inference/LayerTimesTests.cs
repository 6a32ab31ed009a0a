using NUnit.Framework;

namespace TensorRTSharp.Tests.Inference;

internal sealed class LayerTimesTests
{
    [Test]
    public void Times_are_added_up_and_shown_as_a_table()
    {
        LayerTimes times = new();
        times.ReportLayerTime("conv", TimeSpan.FromMilliseconds(2));
        times.ReportLayerTime("relu", TimeSpan.FromMilliseconds(0.25));
        times.ReportLayerTime("conv", TimeSpan.FromMilliseconds(1));
        times.ReportLayerTime("relu", TimeSpan.FromMilliseconds(0.75));
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(
            times.Layers,
            Is.EqualTo(new[]
            {
                new LayerTime("conv", 2, TimeSpan.FromMilliseconds(3)), new LayerTime("relu", 2, TimeSpan.FromMilliseconds(1)),
            }));
        Assert.That(times.Total, Is.EqualTo(TimeSpan.FromMilliseconds(4)));
        Assert.That(
            times.ToString(),
            Is.EqualTo("average ms  share  layer\n    1.5000  75.0%  conv\n    0.5000  25.0%  relu\n"));
    }

    [Test]
    public void Cleared_it_has_nothing()
    {
        LayerTimes times = new();
        times.ReportLayerTime("conv", TimeSpan.FromMilliseconds(2));
        times.Clear();
        Assert.That(times.Layers, Is.Empty);
        Assert.That(times.ToString(), Is.EqualTo("no layer was reported\n"));
    }

    [Test]
    public void Several_threads_may_report()
    {
        LayerTimes times = new();
        Parallel.For(0, 1000, index => times.ReportLayerTime($"layer {index % 4}", TimeSpan.FromTicks(1)));
        Assert.That(times.Layers.Select(static layer => layer.Count), Is.EqualTo(new[] { 250, 250, 250, 250 }));
    }
}
