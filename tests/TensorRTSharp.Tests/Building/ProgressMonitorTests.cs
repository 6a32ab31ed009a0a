using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

/// <summary>Builds that are followed, cancelled, and broken by their monitors.</summary>
internal sealed class ProgressMonitorTests
{
    private static readonly FormatException Thrown = new("the monitor failed");

    [Test]
    public void Phases_start_and_finish()
    {
        TestMonitor monitor = new();
        using Build build = new(monitor);
        build.Run().Dispose();
        string[] started = Phases("start ");
        Assert.That(started, Is.Not.Empty);
        Assert.That(Phases("finish "), Is.EquivalentTo(started));

        string[] Phases(string verb) =>
        [
            .. monitor.Calls.Where(call => call.StartsWith(verb, StringComparison.Ordinal))
                .Select(call => call.Split(' ')[1]),
        ];
    }

    [Test]
    public void A_monitor_that_says_no_cancels()
    {
        using Build build = new(new TestMonitor { OnStepComplete = (_, _) => false });
        Assert.That(() => build.Run(), Throws.TypeOf<OperationCanceledException>());
    }

    [Test]
    public void A_token_cancels_a_build_without_a_monitor()
    {
        using Build build = new(monitor: null);
        Assert.That(
            () => build.Run(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_token_cancels_a_build_that_runs()
    {
        using CancellationTokenSource source = new();
        using Build build = new(new TestMonitor { OnPhaseStart = _ => source.Cancel() });
        Assert.That(
            () => build.Run(source.Token),
            Throws.TypeOf<OperationCanceledException>()
                .With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(source.Token));
    }

    [Test]
    public void A_cancelled_build_can_be_repeated()
    {
        bool cancel = true;
        using Build build = new(new TestMonitor { OnStepComplete = (_, _) => !cancel });
        Assert.That(() => build.Run(), Throws.TypeOf<OperationCanceledException>());
        cancel = false;
        build.Run().Dispose();
    }

    private static IEnumerable<TestCaseData<TestMonitor>> Throwing =>
    [
        new TestCaseData<TestMonitor>(new TestMonitor { OnPhaseStart = _ => throw Thrown }).SetArgDisplayNames(
            "PhaseStart"),
        new TestCaseData<TestMonitor>(new TestMonitor { OnStepComplete = (_, _) => throw Thrown }).SetArgDisplayNames(
            "StepComplete"),
        new TestCaseData<TestMonitor>(new TestMonitor { OnPhaseFinish = _ => throw Thrown }).SetArgDisplayNames(
            "PhaseFinish"),
    ];

    [TestCaseSource(nameof(Throwing))]
    public void An_exception_fails_the_build_and_is_its_cause(TestMonitor monitor)
    {
        using Build build = new(monitor);
        Assert.That(() => build.Run(), Throws.TypeOf<EngineBuildException>().With.InnerException.SameAs(Thrown));
        build.Config.ProgressMonitor = null;
        build.Run().Dispose();
    }

    [Test]
    public void Resetting_the_configuration_drops_the_monitor()
    {
        TestMonitor monitor = new();
        using Build build = new(monitor);
        build.Config.Reset();
        Assert.That(build.Config.ProgressMonitor, Is.Null);
        build.AddProfile();
        build.Run().Dispose();
        Assert.That(monitor.Calls, Is.Empty);
        build.Config.ProgressMonitor = monitor;
        build.Run().Dispose();
        Assert.That(monitor.Calls, Is.Not.Empty);
    }

    private sealed class Build : IDisposable
    {
        private readonly Builder _builder = CpuBackend.Require().CreateBuilder();
        private readonly Network _network;

        internal Build(TestMonitor? monitor)
        {
            _network = _builder.CreateNetwork();
            using OnnxParser parser = _network.CreateOnnxParser();
            parser.Parse(Models.Affine());
            Config = _builder.CreateConfig();
            Config.ProgressMonitor = monitor;
            AddProfile();
        }

        internal BuilderConfig Config { get; }

        public void Dispose()
        {
            _builder.Dispose();
            _network.Dispose();
            Config.Dispose();
        }

        internal void AddProfile()
        {
            OptimizationProfile profile = _builder.CreateOptimizationProfile();
            profile.SetDimensions("x", [1, 3], [2, 3], [8, 3]);
            Config.AddOptimizationProfile(profile);
        }

        internal SerializedEngine Run(CancellationToken cancellationToken = default) =>
            _builder.BuildSerializedNetwork(_network, Config, cancellationToken);
    }
}
