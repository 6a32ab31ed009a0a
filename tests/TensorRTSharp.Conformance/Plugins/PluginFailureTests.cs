using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>What a plugin throws arrives once, and a plugin lives as long as anything native may call it.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithPlugins))]
public sealed class PluginFailureTests(Backend backend)
{
    private TensorRT _library = null!;

    private static IEnumerable<string> Methods =>
    [
        nameof(Plugin.DescribeFields), nameof(Plugin.OutputCount), nameof(Plugin.GetOutputType), nameof(Plugin.InferShapes),
        nameof(Plugin.SupportsFormat), nameof(Plugin.Configure), nameof(Plugin.GetWorkspaceSize), "Clone",
        nameof(Plugin.Attach), nameof(Plugin.OnShapeChange), nameof(Plugin.Enqueue), nameof(Plugin.Tactics),
        nameof(Plugin.SetTactic),
    ];

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [TestCaseSource(nameof(Methods))]
    public void An_exception_in_any_method_arrives_once_with_its_stack_and_the_next_call_is_fine(string method)
    {
        PluginWatch watch = new();
        using PluginRegistration registration = _library.Plugins.Register(() => new WatchedClamp01(watch));
        foreach (string road in PluginModel.Roads)
        {
            watch.ThrowsIn = method;
            if (backend == Backend.Cpu && method is (nameof(Plugin.Tactics) or nameof(Plugin.SetTactic)))
            {
                Assert.That(() => BuildAndRun(road, watch), Throws.Nothing, "the CPU does not choose among tactics");
                continue;
            }

            Exception? thrown = Assert.Catch(() => BuildAndRun(road, watch));

            Exception? cause = thrown?.InnerException;
            Assert.That(cause, Is.InstanceOf<InvalidOperationException>().With.Message.EqualTo($"thrown in {method}"), road);
            Assert.That(cause?.StackTrace, Does.Contain($"{nameof(PluginWatch)}.{nameof(PluginWatch.Called)}"), road);
            Assert.That(cause?.InnerException, Is.Null, road);
            Assert.That(watch.ThrowsIn, Is.Null, "it was thrown");
            Assert.That(() => BuildAndRun(road, watch), Throws.Nothing, road);
        }
    }

    [Test]
    public void Garbage_collected_in_every_method_takes_nothing_that_is_needed()
    {
        PluginWatch watch = new() { CollectsGarbage = true };
        using PluginRegistration registration = _library.Plugins.Register(() => new WatchedClamp01(watch));
        foreach (string road in PluginModel.Roads)
        {
            BuildAndRun(road, watch);
        }
    }

    [Test]
    public void A_registration_that_nobody_holds_stays()
    {
        Register();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        using PluginRegistration same = _library.Plugins.Register<Clamp01>();
        using SerializedEngine plan = PluginModel.Build(_library, "ONNX", new Clamp01());
        Assert.That(PluginModel.Run(_library, plan, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));

        void Register() => _ = _library.Plugins.Register<Clamp01>();
    }

    [Test]
    public void Enqueue_allocates_nothing_in_a_steady_state()
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        using SerializedEngine plan = PluginModel.Build(_library, "ONNX", new Clamp01());
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = _library.CreateStream();
        using DeviceBuffer x = _library.AllocateBuffer(8 * sizeof(float));
        using DeviceBuffer y = _library.AllocateBuffer(8 * sizeof(float));
        context.SetInputShape("x", [2, 4]);
        context.SetTensorAddress("x", x);
        context.SetTensorAddress("y", y);
        for (int warmUp = 0; warmUp < 200; warmUp++)
        {
            context.Enqueue(stream);
            stream.Synchronize();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < 100; run++)
        {
            context.Enqueue(stream);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        stream.Synchronize();
    }

    private void BuildAndRun(string road, PluginWatch watch)
    {
        Plugin plugin = new WatchedClamp01(watch) { Slope = PluginModel.Slope };
        using SerializedEngine plan = PluginModel.Build(_library, road, plugin);
        Assert.That(PluginModel.Run(_library, plan, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
    }
}
