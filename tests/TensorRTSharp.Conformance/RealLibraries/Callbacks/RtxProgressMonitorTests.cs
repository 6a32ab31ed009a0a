using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>Builds of the real TensorRT-RTX, followed and broken by their progress monitors.</summary>
[Level("1")]
internal sealed class RtxProgressMonitorTests
{
    private static readonly string[] Methods =
    [
        nameof(IProgressMonitor.PhaseStart), nameof(IProgressMonitor.StepComplete), nameof(IProgressMonitor.PhaseFinish),
    ];

    [Test]
    public void Phases_are_nested_and_their_steps_count_up()
    {
        NestingMonitor monitor = new();
        using RtxDigits digits = new();
        digits.Config.ProgressMonitor = monitor;
        _ = digits.Build();
        TestContext.Out.WriteLine(monitor.Summary);
        Assert.That(monitor.Faults, Is.Empty);
        Assert.That(monitor.Open, Is.Empty, "phases that did not finish");
        foreach (string method in Methods)
        {
            Assert.That(monitor.CallsOf(method), Is.Positive, method);
        }
    }

    [Test]
    public void Phases_are_nested_where_a_build_uses_several_threads()
    {
        NestingMonitor monitor = new();
        using RtxDigits digits = new();
        digits.Builder.MaxThreads = 4;
        digits.Config.ProgressMonitor = monitor;
        _ = digits.Build();
        TestContext.Out.WriteLine(monitor.Summary);
        Assert.That(monitor.Faults, Is.Empty);
        Assert.That(monitor.Open, Is.Empty);
    }

    [TestCaseSource(nameof(Methods))]
    public void An_exception_arrives_once_and_the_next_build_works(string method)
    {
        NestingMonitor monitor = new() { Throws = (method, new TimeoutException("from the monitor")) };
        using RtxDigits digits = new();
        digits.Config.ProgressMonitor = monitor;
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(() => digits.Build());
        Assert.That(failure!.InnerException, Is.SameAs(monitor.Throws?.What));
        monitor.Throws = null;
        Assert.That(digits.Build(), Is.Not.Empty, "the next build works, and does not tell of it again");
        Assert.That(monitor.Open, Is.Empty);
    }

    [Test]
    public void A_cancelled_build_calls_nothing_afterwards()
    {
        using CancellationTokenSource source = new();
        NestingMonitor monitor = new() { AtFirstStep = source.Cancel };
        using RtxDigits digits = new();
        digits.Config.ProgressMonitor = monitor;
        Assert.That(() => digits.Build(source.Token), Throws.InstanceOf<OperationCanceledException>());
        int calls = monitor.Calls;
        Assert.That(monitor.Open, Is.Empty, "phases finish in a cancelled build too");
        digits.Config.ProgressMonitor = null;
        Assert.That(digits.Build(), Is.Not.Empty);
        Assert.That(monitor.Calls, Is.EqualTo(calls), "a monitor that was taken away is not called");
    }

    [Test]
    public void Nothing_is_left_of_a_monitor_after_its_configuration()
    {
        LiveNative before = LiveNative.Settled();
        using (RtxDigits digits = new())
        {
            digits.Config.ProgressMonitor = new NestingMonitor();
            _ = digits.Build();
        }

        Assert.That(LiveNative.Settled(), Is.EqualTo(before));
    }
}
