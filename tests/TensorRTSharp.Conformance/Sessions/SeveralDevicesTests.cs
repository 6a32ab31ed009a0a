using NUnit.Framework;
using TensorRTSharp.Conformance.Plans;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Conformance;

/// <summary>Two GPUs, as the fake driver has them: an engine is where it was asked to be, whatever is current.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.Doubles))]
public sealed class SeveralDevicesTests(Backend backend)
{
    private TensorRT _library = null!;
    private byte[] _plan = [];

    [OneTimeSetUp]
    public void Open()
    {
        _library = BackendsUnderTest.Open(backend);
        _plan = PlanOfSmallModel.Of(_library);
        Assert.That(NativeMethods.DeviceGetCount(_library.Library), Is.EqualTo(2));
    }

    [TearDown]
    public void Current_device_stays_as_it_was() =>
        Assert.That(NativeMethods.DeviceGetCurrent(_library.Library), Is.Zero);

    [TestCase(0)]
    [TestCase(1)]
    public void An_engine_is_loaded_and_run_on_the_device_that_is_named(int device)
    {
        using Engine engine = Engine.Load(_plan, On(device));
        Assert.That(engine.Device, Is.EqualTo(device));
        (long before, _) = NativeMethods.DeviceGetMemoryInfo(_library.Library, device);
        (long otherBefore, _) = NativeMethods.DeviceGetMemoryInfo(_library.Library, 1 - device);
        float[] rows = SmallEngine.Rows(2);
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", rows, [2, 3]);
        using (InferenceResult result = session.Run(inputs))
        {
            Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
        }

        using InferenceResult awaited = session.RunAsync(inputs).AsTask().GetAwaiter().GetResult();
        Assert.That(awaited.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(rows)));
        Assert.That(
            NativeMethods.DeviceGetMemoryInfo(_library.Library, device).FreeBytes, Is.LessThan(before), "inputs and outputs");
        Assert.That(NativeMethods.DeviceGetMemoryInfo(_library.Library, 1 - device).FreeBytes, Is.EqualTo(otherBefore));
    }

    [Test]
    public void An_engine_is_built_for_the_device_that_is_named_and_its_plan_loaded_there()
    {
        EngineBuilder builder = TensorRT.FromNetwork(SmallModel.Roads["ONNX"]).WithLibrary(_library).WithDevice(1)
            .WithProfile("x", [1, 3], [2, 3], [4, 3]);
        using EnginePlan plan = builder.BuildPlan();
        using Engine engine = plan.Load();
        Assert.That(engine.Device, Is.EqualTo(1));
        using Engine built = builder.Build();
        Assert.That(built.Device, Is.EqualTo(1));
    }

    [Test]
    public void A_device_that_there_is_not_is_named()
    {
        Assert.That(
            () => Engine.Load(_plan, On(2)).Dispose(), Throws.ArgumentException.With.Message.Contains("device 2"));
        Assert.That(
            () => TensorRT.FromNetwork(SmallModel.Roads["ONNX"]).WithLibrary(_library).WithDevice(7).Build().Dispose(),
            Throws.ArgumentException.With.Message.Contains("device 7"));
        Assert.That(() => _library.AllocateBuffer(4, device: 2).Dispose(), Throws.ArgumentException);
        Assert.That(() => _library.CreateStream(device: -2).Dispose(), Throws.ArgumentException);
    }

    [Test]
    public void Memory_and_streams_of_another_device_are_refused_before_they_are_used()
    {
        using Engine engine = Engine.Load(_plan, On(1));
        using DeviceBuffer elsewhere = _library.AllocateBuffer(256);
        using DeviceStream stream = _library.CreateStream();
        using DeviceBuffer here = _library.AllocateBuffer(256, device: 1);
        using DeviceStream own = _library.CreateStream(device: 1);
        const string BufferMessage = "The buffer is on GPU 0, the engine on GPU 1: create it for device 1.";
        const string StreamMessage = "The stream is on GPU 0, the engine on GPU 1: create it for device 1.";
        using InferenceInputs inputs = engine.CreateInputs();
        Assert.That(() => inputs.Set("x", elsewhere, [2, 3]), Throws.ArgumentException.With.Message.StartsWith(BufferMessage));
        Assert.That(() => inputs.BindOutput("y", elsewhere), Throws.ArgumentException.With.Message.StartsWith(BufferMessage));
        Assert.That(
            () => engine.CreateSession(options => options.Stream = stream).Dispose(),
            Throws.ArgumentException.With.Message.StartsWith(StreamMessage));
        using InferenceContext context = engine.CreateContext();
        Assert.That(
            () => context.SetTensorAddress("x", elsewhere), Throws.ArgumentException.With.Message.StartsWith(BufferMessage));
        Assert.That(() => context.Enqueue(stream), Throws.ArgumentException.With.Message.StartsWith(StreamMessage));

        here.CopyFrom<float>(SmallEngine.Rows(2));
        inputs.Set("x", here, [2, 3]);
        using InferenceSession session = engine.CreateSession(options => options.Stream = own);
        using InferenceResult result = session.Run(inputs);
        Assert.That(result.ToArray<float>("y"), Is.EqualTo(SmallModel.Expected(SmallEngine.Rows(2))));
    }

    private EngineLoadOptions On(int device) => new() { Library = _library, Device = device };
}
