using System.Text;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries;

/// <summary>NVIDIA's own TensorRT-RTX, whose builder needs no GPU.</summary>
[Level("1")]
public sealed class TensorRTRtxTests
{
    private static string Digits => Path.Combine(AppContext.BaseDirectory, "Assets", "digits-cnn", "digits-cnn.onnx");

    [Test]
    public void The_library_tells_its_version()
    {
        TensorRT rtx = RealLibrary.Rtx;
        Assert.Multiple(() =>
        {
            Assert.That(rtx.Backend, Is.EqualTo(Backend.TensorRTRtx));
            Assert.That(rtx.Version, Is.GreaterThanOrEqualTo(new Version(1, 5)));
            Assert.That(Path.GetFileName(rtx.LibraryPath), Is.EqualTo(Path.GetFileName(RealLibrary.RtxFile)));
        });
    }

    [Test]
    public void A_builder_logs_through_ILogger_and_is_destroyed()
    {
        LogLines log = new();
        using (Builder builder = RealLibrary.Rtx.CreateBuilder(log))
        using (Network network = builder.CreateNetwork())
        {
            // Out of range: TensorRT logs an error and answers null.
            Assert.That(() => network.Inputs[3], Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(network.Layers, Is.Empty);
            using BuilderConfig config = builder.CreateConfig();
            Assert.That(() => builder.BuildSerializedNetwork(network, config), Throws.InstanceOf<EngineBuildException>());
        }

        Assert.That(log.Lines.Where(line => line.Level == LogLevel.Error), Is.Not.Empty);
    }

    [Test]
    public void A_failed_build_carries_what_TensorRT_logged()
    {
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using BuilderConfig config = builder.CreateConfig();
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(() => builder.BuildSerializedNetwork(network, config));
        Assert.That(failure!.Message, Does.Contain("buildSerializedNetwork").And.Contain("Error Code"));
    }

    [Test]
    public void It_builds_an_engine_from_onnx_with_a_profile_and_tells_its_progress()
    {
        Phases phases = new();
        byte[] plan = BuildDigits(RealLibrary.Rtx, phases);
        Assert.Multiple(() =>
        {
            Assert.That(Encoding.ASCII.GetString(plan, 0, 4), Is.EqualTo("vtrt"), "how TensorRT-RTX's plans begin");
            Assert.That(phases.Started, Does.Contain("Building engine"));
            Assert.That(phases.Finished, Is.EquivalentTo(phases.Started));
        });
    }

    [Test]
    public void A_build_ends_when_its_progress_monitor_says_so()
    {
        TensorRT rtx = RealLibrary.Rtx;
        Assert.That(() => BuildDigits(rtx, new Phases { StopsAtOnce = true }), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_cancelled_token_ends_a_build()
    {
        TensorRT rtx = RealLibrary.Rtx;
        using CancellationTokenSource cancellation = new();
        Phases phases = new() { AtFirstStep = cancellation.Cancel };
        OperationCanceledException? cancelled = Assert.Catch<OperationCanceledException>(() => BuildDigits(rtx, phases, cancellation.Token));
        Assert.That(cancelled!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public void An_exception_in_the_progress_monitor_arrives_at_the_caller_of_build()
    {
        TensorRT rtx = RealLibrary.Rtx;
        Phases phases = new() { AtFirstStep = () => throw new TimeoutException("from the progress monitor") };
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(() => BuildDigits(rtx, phases));
        Assert.That(failure!.InnerException, Is.InstanceOf<TimeoutException>());
        Assert.That(BuildDigits(rtx, new Phases()), Is.Not.Empty, "the next build works");
    }

    [Test]
    public void A_precision_flag_that_this_family_lacks_is_refused()
    {
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        Assert.That(() => config.SetFlag(BuilderFlag.FP16), Throws.InstanceOf<TensorRTNotSupportedException>());
        config.SetFlag(BuilderFlag.Refit);
        Assert.That(config.GetFlag(BuilderFlag.Refit), Is.True);
    }

    [Test]
    public void Settings_are_kept_by_the_real_config()
    {
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        config.SetMemoryPoolLimit(MemoryPoolType.Workspace, ByteSize.GiB(4));
        config.OptimizationLevel = 4;
        Assert.Multiple(() =>
        {
            Assert.That(config.GetMemoryPoolLimit(MemoryPoolType.Workspace), Is.EqualTo(ByteSize.GiB(4)));
            Assert.That(config.OptimizationLevel, Is.EqualTo(4));
        });
    }

    [Test]
    public void Loading_a_plan_without_a_GPU_says_what_is_missing()
    {
        Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
        byte[] plan = BuildDigits(RealLibrary.Rtx, new Phases());
        using Runtime runtime = RealLibrary.Rtx.CreateRuntime();
        Assert.That(() => runtime.DeserializeEngine(plan), Throws.InstanceOf<EngineLoadException>().With.Message.Contains("driver"));
    }

    [Test]
    public void TensorRT_10_is_opened_and_refuses_a_machine_without_a_GPU()
    {
        TensorRT tensorrt = RealLibrary.TensorRT10;
        Assert.That(tensorrt.Version.Major, Is.EqualTo(10));
        Prerequisite.Require("1", !RealLibrary.HasGpu, "this machine has a GPU");
        Assert.That(() => tensorrt.CreateBuilder(), Throws.InstanceOf<TensorRTException>().With.Message.Contains("needs an NVIDIA GPU"));
        Assert.That(() => tensorrt.CreateRuntime(), Throws.InstanceOf<TensorRTException>().With.Message.Contains("needs an NVIDIA GPU"));
    }

    private static byte[] BuildDigits(TensorRT rtx, Phases phases, CancellationToken cancellationToken = default)
    {
        using Builder builder = rtx.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.ParseFile(Digits);
        using BuilderConfig config = builder.CreateConfig();
        config.ProgressMonitor = phases;
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("input", [1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]);
        config.AddOptimizationProfile(profile);
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config, cancellationToken);
        return plan.ToArray();
    }

    private sealed class Phases : IProgressMonitor
    {
        private readonly Lock _lock = new();

        public List<string> Started { get; } = [];

        public List<string> Finished { get; } = [];

        public bool StopsAtOnce { get; init; }

        public Action? AtFirstStep { get; set; }

        public void PhaseStart(string phase, string? parentPhase, int stepCount)
        {
            lock (_lock)
            {
                Started.Add(phase);
            }
        }

        public bool StepComplete(string phase, int step)
        {
            (Action? atFirstStep, AtFirstStep) = (AtFirstStep, null);
            atFirstStep?.Invoke();
            return !StopsAtOnce;
        }

        public void PhaseFinish(string phase)
        {
            lock (_lock)
            {
                Finished.Add(phase);
            }
        }
    }
}
