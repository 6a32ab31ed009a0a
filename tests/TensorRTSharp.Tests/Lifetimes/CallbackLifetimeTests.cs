using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>
/// Garbage is collected while native objects that call back are destroyed, in every order: calibrators and profilers on the
/// fakes, held by nothing but the objects that they were given to. What is left behind fails each test (LeaksFail).
/// </summary>
[Level("3")]
internal sealed class CallbackLifetimeTests
{
    private static IEnumerable<int[]> Orders =>
        from a in Enumerable.Range(0, 4)
        from b in Enumerable.Range(0, 4)
        from c in Enumerable.Range(0, 4)
        where a != b && a != c && b != c
        select new[] { a, b, c, 6 - a - b - c };

    [TestCaseSource(nameof(Orders))]
    public void A_calibrators_objects_go_in_any_order(params int[] order)
    {
        (IDisposable[] things, WeakReference calibrator) = Calibrated();
        Garbage.Collect();
        Assert.That(calibrator.IsAlive, Is.True, "held by the configuration");
        DisposeAll(things, order);
        Garbage.Collect();
        Assert.That(calibrator.IsAlive, Is.False);
    }

    [TestCaseSource(nameof(Orders))]
    public void A_profilers_objects_go_in_any_order(params int[] order)
    {
        (IDisposable[] things, WeakReference profiler) = Profiled();
        Garbage.Collect();
        Assert.That(profiler.IsAlive, Is.True, "held by the context");
        DisposeAll(things, order);
        Garbage.Collect();
        Assert.That(profiler.IsAlive, Is.False);
    }

    [Test]
    public void A_calibration_survives_the_disposal_of_its_own_objects()
    {
        CalibratedBuild build = new();
        build.Calibrate(new Int8EntropyCalibrator2(Disposing()));
        build.Run().Dispose();
        Assert.That(() => build.Config.Int8Calibrator, Throws.TypeOf<ObjectDisposedException>());

        IEnumerable<CalibrationBatch> Disposing()
        {
            yield return CalibratedBuild.Batch(1);
            build.Dispose();
            Garbage.Collect();
            yield return CalibratedBuild.Batch(2);
            Garbage.Collect();
        }
    }

    [Test]
    public void A_run_survives_the_disposal_of_its_own_objects_by_the_profiler()
    {
        (IDisposable[] things, InferenceContext context, DeviceStream stream) = Ready();
        int reports = 0;
        context.Profiler = new Reporting(() =>
        {
            things[Math.Min(reports++, 2)].Dispose(); // the runtime at the first layer, then the engine
            context.Dispose();
            Garbage.Collect();
        });
        context.Enqueue(stream);
        stream.Synchronize();
        stream.Dispose();
        Array.ForEach(things, static thing => thing.Dispose());
        Assert.That(reports, Is.GreaterThan(1));
        Assert.That(() => context.Profiler, Throws.TypeOf<ObjectDisposedException>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IDisposable[] Things, WeakReference Calibrator) Calibrated()
    {
        TensorRT library = CalibratedBuild.Open("trt10");
        Builder builder = library.CreateBuilder();
        Network network = builder.CreateNetwork();
        Tensor y = network.AddIdentity(network.AddInput("x", DataType.Float, 2, 3)).GetOutput();
        y.Name = "y";
        network.MarkOutput(y);
        BuilderConfig config = builder.CreateConfig();
        config.SetFlag(BuilderFlag.Int8);
        config.Int8Calibrator = new Int8MinMaxCalibrator(Collecting());
        SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        return ([builder, network, config, plan], new WeakReference(config.Int8Calibrator));

        static IEnumerable<CalibrationBatch> Collecting()
        {
            Garbage.Collect();
            yield return CalibratedBuild.Batch(1);
            Garbage.Collect();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IDisposable[] Things, WeakReference Profiler) Profiled()
    {
        (IDisposable[] things, InferenceContext context, DeviceStream stream) = Ready();
        context.Profiler = new Reporting(Garbage.Collect);
        context.Enqueue(stream);
        stream.Synchronize();
        things[3].Dispose(); // the memory of that run
        things[4].Dispose();
        return ([.. things.Take(3), stream], new WeakReference(context.Profiler));
    }

    /// <returns>A runtime, an engine of it, a context of that, and its memory.</returns>
    private static (IDisposable[] Things, InferenceContext Context, DeviceStream Stream) Ready()
    {
        using CalibratedBuild build = new();
        using SerializedEngine plan = build.Run();
        TensorRT library = build.Library;
        Runtime runtime = library.CreateRuntime();
        Engine engine = runtime.DeserializeEngine(plan.ToArray());
        InferenceContext context = engine.CreateContext();
        DeviceBuffer x = library.AllocateBuffer(24);
        DeviceBuffer y = library.AllocateBuffer(24);
        context.SetInputShape("x", [2, 3]);
        context.SetTensorAddress("x", x);
        context.SetTensorAddress("y", y);
        return ([runtime, engine, context, x, y], context, library.CreateStream());
    }

    private static void DisposeAll(IDisposable[] things, int[] order)
    {
        foreach (int index in order)
        {
            things[index].Dispose();
            Garbage.Collect();
        }

        Array.Clear(things, 0, order.Length); // nor does the array hold anything
    }

    private sealed class Reporting(Action action) : IProfiler
    {
        public void ReportLayerTime(string layer, TimeSpan time) => action();
    }
}
