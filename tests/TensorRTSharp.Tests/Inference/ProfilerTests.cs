using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;

namespace TensorRTSharp.Tests.Inference;

/// <summary>Profilers, told by the fakes: 0.25 ms for the first layer, 0.5 ms for the second, and so on.</summary>
[Level("3")]
internal sealed class ProfilerTests
{
    private static readonly FormatException Thrown = new("the profiler is broken");

    private static IReadOnlyList<string> Families => FakeTensorRT.Families;

    [TestCaseSource(nameof(Families))]
    public void Each_run_reports_its_layers_on_the_calling_thread(string family)
    {
        Recorder profiler = new();
        using Run run = new(family);
        run.Context.Profiler = profiler;
        run.Enqueue();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(run.Context.Profiler, Is.SameAs(profiler));
        Assert.That(profiler.Reported, Is.Not.Empty);
        Assert.That(
            profiler.Reported.Select(static item => item.Time.TotalMilliseconds),
            Is.EqualTo(Enumerable.Range(1, profiler.Reported.Count).Select(static index => 0.25 * index)));
        Assert.That(profiler.Reported.Select(static item => item.Layer), Is.Unique.And.All.Not.Empty);
        Assert.That(profiler.Reported.Select(static item => item.Thread), Is.All.EqualTo(Environment.CurrentManagedThreadId));
    }

    [TestCaseSource(nameof(Families))]
    public void A_report_is_asked_for_where_runs_give_none(string family)
    {
        LayerTimes times = new();
        using Run run = new(family);
        run.Context.Profiler = times;
        run.Context.EnqueueEmitsProfile = false;
        run.Enqueue();
        Assert.That(times.Layers, Is.Empty);
        run.Context.ReportToProfiler();
        Assert.That(times.Layers, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Families))]
    public void An_exception_fails_the_run_once(string family)
    {
        Recorder profiler = new() { OnReport = static () => throw Thrown };
        using Run run = new(family);
        run.Context.Profiler = profiler;
        Assert.That(run.Enqueue, Throws.TypeOf<InferenceException>().With.InnerException.SameAs(Thrown));
        profiler.OnReport = null;
        run.Enqueue();
    }

    [TestCaseSource(nameof(Families))]
    public void An_exception_fails_the_report_once(string family)
    {
        Recorder profiler = new() { OnReport = static () => throw Thrown };
        using Run run = new(family);
        run.Context.Profiler = profiler;
        run.Context.EnqueueEmitsProfile = false;
        run.Enqueue();
        Assert.That(run.Context.ReportToProfiler, Throws.TypeOf<InferenceException>().With.InnerException.SameAs(Thrown));
        profiler.OnReport = null;
        run.Context.ReportToProfiler();
    }

    [Test]
    public void Without_a_profiler_nothing_is_reported()
    {
        Recorder profiler = new();
        using Run run = new("trt10");
        run.Context.Profiler = profiler;
        run.Context.Profiler = null;
        run.Enqueue();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(run.Context.Profiler, Is.Null);
        Assert.That(profiler.Reported, Is.Empty);
    }

    [Test]
    public void It_cannot_be_replaced_while_it_is_called()
    {
        Recorder profiler = new();
        using Run run = new("trt10");
        run.Context.Profiler = profiler;
        profiler.OnReport = () => run.Context.Profiler = null;
        Assert.That(
            run.Enqueue, Throws.TypeOf<InferenceException>().With.InnerException.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Garbage_is_collected_at_the_worst_moments_and_the_profiler_lives()
    {
        using Run run = new("trt10");
        WeakReference trace = Forget(run);
        run.Enqueue();
        Assert.That(trace.IsAlive, Is.True, "held by the context");
        run.Context.Profiler = null;
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget(Run run)
        {
            Recorder profiler = new() { OnReport = Garbage.Collect };
            run.Context.Profiler = profiler;
            return new WeakReference(profiler);
        }
    }

    [Test]
    public void A_thousand_rounds_leave_nothing()
    {
        using Run run = new("trt10");
        long natives = NativeHandle.LiveCount;
        long userData = UserData.LiveCount;
        for (int round = 0; round < 1000; round++)
        {
            run.Context.Profiler = new Recorder();
            run.Enqueue();
        }

        run.Context.Profiler = null;
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(UserData.LiveCount, Is.EqualTo(userData));
    }

    private sealed class Recorder : IProfiler
    {
        internal List<(string Layer, TimeSpan Time, int Thread)> Reported { get; } = [];

        internal Action? OnReport { get; set; }

        public void ReportLayerTime(string layer, TimeSpan time)
        {
            Reported.Add((layer, time, Environment.CurrentManagedThreadId));
            OnReport?.Invoke();
        }
    }

    /// <summary>A context with its memory, to be run.</summary>
    private sealed class Run : IDisposable
    {
        private readonly List<IDisposable> _owned = [];
        private readonly DeviceStream _stream;

        internal Run(string family)
        {
            using CalibratedBuild build = new(family);
            using SerializedEngine plan = build.Run();
            TensorRT library = build.Library;
            Runtime runtime = Own(library.CreateRuntime());
            Context = Own(Own(runtime.DeserializeEngine(plan.ToArray())).CreateContext());
            _stream = library.CreateStream();
            Context.SetInputShape("x", [2, 3]);
            Context.SetTensorAddress("x", Own(library.AllocateBuffer(24)));
            Context.SetTensorAddress("y", Own(library.AllocateBuffer(24)));
        }

        internal InferenceContext Context { get; }

        public void Dispose()
        {
            _owned.ForEach(static item => item.Dispose());
            _stream.Dispose();
        }

        internal void Enqueue()
        {
            Context.Enqueue(_stream);
            _stream.Synchronize();
        }

        private T Own<T>(T item)
            where T : IDisposable
        {
            _owned.Add(item);
            return item;
        }
    }
}
