using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Conformance;

/// <summary>Plugins live as long as anything native may call them, and no longer.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithPlugins))]
public sealed class PluginLifetimeTests(Backend backend)
{
    private const int Rounds = 1000;

    private TensorRT _library = null!;

    private static IEnumerable<int[]> Orders =>
        from a in Enumerable.Range(0, 4)
        from b in Enumerable.Range(0, 4)
        from c in Enumerable.Range(0, 4)
        where a != b && a != c && b != c
        select new[] { a, b, c, 6 - a - b - c };

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [TestCaseSource(nameof(Orders))]
    public void Garbage_is_collected_while_native_objects_are_destroyed_in_any_order(params int[] order)
    {
        Collect();
        Left before = Left.Now(_library);
        PluginWatch watch = new() { CollectsGarbage = true }; // also in Release, which runs within native destruction
        IDisposable[] things = Create(watch);
        foreach (int index in order)
        {
            things[index].Dispose();
            Collect();
        }

        Assert.That(Left.Now(_library), Is.EqualTo(before));
        int[] released = [.. watch.Calls.Where(static call => call.Method == nameof(Plugin.Release)).Select(call => call.Copy)];
        Assert.That(released, Is.Unique.And.Not.Empty, "each copy is released once");
    }

    [Test]
    public void What_nobody_disposes_is_collected_with_its_plugins()
    {
        Collect();
        Left before = Left.Now(_library);
        PluginWatch watch = new() { CollectsGarbage = true };
        Forget();
        for (int collection = 0; collection < 50 && Left.Now(_library) != before; collection++)
        {
            Collect();
        }

        Assert.That(Left.Now(_library), Is.EqualTo(before));

        void Forget()
        {
            IDisposable[] things = Create(watch);
            things[0].Dispose(); // the registration alone lasts until somebody disposes it
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(60_000)]
    public void Objects_disposed_in_enqueue_last_until_it_is_over(bool onTheStreamsThread)
    {
        Collect();
        Left before = Left.Now(_library);
        PluginWatch watch = new();
        float[] y = new float[8];
        using (DeviceStream stream = _library.CreateStream())
        using (DeviceBuffer x = _library.AllocateBuffer(8 * sizeof(float)))
        using (DeviceBuffer output = _library.AllocateBuffer(8 * sizeof(float)))
        using (ManualResetEventSlim gate = new())
        {
            IDisposable[] things = Create(watch);
            InferenceContext context = (InferenceContext)things[3];
            x.CopyFrom<float>(PluginModel.Rows);
            context.SetInputShape("x", [2, 4]);
            context.SetTensorAddress("x", x);
            context.SetTensorAddress("y", output);
            watch.OnEnqueue = () =>
            {
                foreach (IDisposable thing in things)
                {
                    thing.Dispose();
                }

                Collect();
            };
            if (onTheStreamsThread && backend == Backend.Cpu) // TensorRT enqueues on the calling thread
            {
                stream.SafeHandle.HostFunctions.Launch(stream.SafeHandle, gate.Wait, stream.CallbackFailure);
            }

            context.Enqueue(stream);
            gate.Set();
            stream.Synchronize();
            output.CopyTo<float>(y);
            Assert.That(() => context.GetTensorShape("y"), Throws.InstanceOf<ObjectDisposedException>());
        }

        Assert.That(y, Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
        Assert.That(() => Settled(), Is.EqualTo(before).After(10_000, 10), "the last of it goes on another thread");

        Left Settled()
        {
            Collect();
            return Left.Now(_library);
        }
    }

    [Test]
    public void Objects_with_plugins_may_be_disposed_before_they_are_used_up()
    {
        PluginWatch watch = new();
        IDisposable[] things = Create(watch);
        things[0].Dispose();
        things[1].Dispose();
        things[2].Dispose();
        Collect();

        InferenceContext context = (InferenceContext)things[3];
        Assert.That(PluginModel.Run(_library, context, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
        context.Dispose();
    }

    [Test]
    public void A_thousand_rounds_leave_nothing_behind()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.plan");
        try
        {
            Round(0);
            Collect();
            Left before = Left.Now(_library);
            for (int round = 1; round <= Rounds; round++)
            {
                Round(round);
            }

            Collect();
            Assert.That(Left.Now(_library), Is.EqualTo(before));
        }
        finally
        {
            File.Delete(path);
        }

        void Round(int round)
        {
            PluginWatch watch = new();
            using PluginRegistration registration = _library.Plugins.Register(() => new WatchedClamp01(watch));
            string road = PluginModel.Roads[round % 2];
            using (SerializedEngine plan = PluginModel.Build(_library, road, new WatchedClamp01(watch) { Slope = PluginModel.Slope }))
            {
                plan.Save(path);
            }

            using Runtime runtime = _library.CreateRuntime();
            using Engine engine = runtime.LoadEngine(path);
            using InferenceContext context = engine.CreateContext();
            watch.ThrowsIn = round % 3 == 0 ? nameof(Plugin.Enqueue) : null;
            if (watch.ThrowsIn is not null)
            {
                Assert.Catch(() => PluginModel.Run(_library, context, PluginModel.Rows));
            }

            Assert.That(
                PluginModel.Run(_library, context, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>A registration, a runtime, its engine, and a context of that, which has run.</summary>
    private IDisposable[] Create(PluginWatch watch)
    {
        PluginRegistration registration = _library.Plugins.Register(() => new WatchedClamp01(watch));
        using SerializedEngine plan = PluginModel.Build(_library, "ONNX", new WatchedClamp01(watch));
        Runtime runtime = _library.CreateRuntime();
        Engine engine = runtime.DeserializeEngine(plan);
        InferenceContext context = engine.CreateContext();
        return [registration, runtime, engine, context];
    }

    /// <summary>What the process owns, by every counter there is; on a fake also what TensorRT has.</summary>
    private sealed record Left(long NativeHandles, long NativeBytes, long SafeHandles, long UserData, string OfTensorRT)
    {
        public static Left Now(TensorRT library) => new(
            NativeMethods.DiagnosticsGetLiveHandleCount(),
            NativeMethods.DiagnosticsGetLiveByteCount(),
            NativeHandle.LiveCount,
            TensorRTSharp.Interop.UserData.LiveCount,
            library.Backend == Backend.Cpu ? "" : string.Join(", ", Double.Of(library.Backend).Living));
    }
}
