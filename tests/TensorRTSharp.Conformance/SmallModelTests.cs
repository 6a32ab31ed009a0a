using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>The whole road, on every backend: build, save, load, run, let go.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithDoubles))]
public sealed class SmallModelTests(Backend backend)
{
    private static readonly float[] Rows = [1, 2, 3, -4, 5.5f, 0];

    private TensorRT _library = null!;

    private static IEnumerable<string> Roads => SmallModel.Roads.Keys;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [TestCaseSource(nameof(Roads))]
    public void A_plan_goes_through_a_file_and_computes_what_the_model_says(string road)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.plan");
        try
        {
            using (SerializedEngine plan = SmallModel.Build(_library, road))
            {
                plan.Save(path);
            }

            using Runtime runtime = _library.CreateRuntime();
            using Engine engine = runtime.LoadEngine(path);
            Assert.That(Run(engine, Rows), Is.EqualTo(SmallModel.Expected(Rows)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCaseSource(nameof(Roads))]
    public void The_engine_tells_its_tensors_and_profiles(string road)
    {
        using SerializedEngine plan = SmallModel.Build(_library, road);
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(engine.Backend, Is.EqualTo(backend));
        Assert.That(engine.Inputs.Select(static tensor => tensor.Name), Is.EqualTo(new[] { SmallModel.Input }));
        Assert.That(engine.Outputs.Select(static tensor => tensor.Name), Is.EqualTo(new[] { SmallModel.Output }));
        Assert.That(engine.Inputs[0].Shape.ToArray(), Is.EqualTo(new long[] { -1, 3 }));
        Assert.That(engine.Outputs[0].Shape.ToArray(), Is.EqualTo(new long[] { -1, 6 }));
        Assert.That(engine.Inputs[0].DataType, Is.EqualTo(DataType.Float));
        Assert.That(engine.OptimizationProfileCount, Is.EqualTo(2));
        Assert.That(engine.GetProfileShape("x", 0, OptProfileSelector.Min), Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(engine.GetProfileShape("x", 1, OptProfileSelector.Opt), Is.EqualTo(new long[] { 8, 3 }));
        Assert.That(engine.GetProfileShape("x", 1, OptProfileSelector.Max), Is.EqualTo(new long[] { 16, 3 }));
        Assert.That(engine.LayerCount, Is.GreaterThan(0));
    }

    [Test]
    public void Shapes_outside_the_selected_profile_are_refused_and_inside_the_other_one_they_run()
    {
        using SerializedEngine plan = SmallModel.Build(_library, "ONNX");
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = _library.CreateStream();
        Assert.That(() => context.SetInputShape("x", [5, 3]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => context.SetInputShape("x", [2, 4]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => context.SetInputShape("x", [2, 3, 1]), Throws.InstanceOf<ArgumentException>());
        context.SetOptimizationProfile(1, stream);
        context.SetInputShape("x", [5, 3]);
        Assert.That(context.GetTensorShape("y"), Is.EqualTo(new long[] { 5, 6 }));
        float[] rows = [.. Enumerable.Range(0, 15).Select(static number => number / 4f)];
        Assert.That(Run(context, stream, rows), Is.EqualTo(SmallModel.Expected(rows)));
    }

    [Test]
    public void Outputs_go_to_memory_that_grows()
    {
        using SerializedEngine plan = SmallModel.Build(_library, "ONNX");
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = _library.CreateStream();
        using DeviceBuffer input = _library.AllocateBuffer(Rows.Length * sizeof(float));
        using OutputBuffer output = _library.CreateOutputBuffer();
        input.CopyFrom<float>(Rows);
        context.SetInputShape("x", [2, 3]);
        context.SetTensorAddress("x", input);
        context.SetOutputBuffer("y", output);
        context.Enqueue(stream);
        stream.Synchronize();
        Assert.That(output.Shape.ToArray(), Is.EqualTo(new long[] { 2, 6 }));
        Assert.That(output.ToArray<float>(), Is.EqualTo(SmallModel.Expected(Rows)));
    }

    [Test]
    public void An_output_allocator_of_the_application_is_asked_and_told()
    {
        using SerializedEngine plan = SmallModel.Build(_library, "ONNX");
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = _library.CreateStream();
        using DeviceBuffer input = _library.AllocateBuffer(Rows.Length * sizeof(float));
        using DeviceBuffer memory = _library.AllocateBuffer(1024);
        input.CopyFrom<float>(Rows);
        context.SetInputShape("x", [2, 3]);
        context.SetTensorAddress("x", input);
        Allocator allocator = new(memory);
        context.SetOutputAllocator("y", allocator);
        context.Enqueue(stream);
        stream.Synchronize();
        float[] y = new float[12];
        memory.CopyTo<float>(y);
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(allocator.Tensor, Is.EqualTo("y"));
        Assert.That(allocator.ByteLength, Is.EqualTo(48));
        Assert.That(allocator.Shape, Is.EqualTo(new long[] { 2, 6 }));
        Assert.That(y, Is.EqualTo(SmallModel.Expected(Rows)));
    }

    [Test]
    public void Plans_go_through_streams()
    {
        using MemoryStream file = new();
        using (Builder builder = _library.CreateBuilder())
        using (Network network = builder.CreateNetwork())
        using (BuilderConfig config = builder.CreateConfig())
        {
            SmallModel.Roads["ONNX"](network);
            SmallModel.AddProfiles(builder, config);
            builder.BuildSerializedNetworkToStream(network, config, file);
        }

        file.Position = 0;
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(file);
        Assert.That(Run(engine, Rows), Is.EqualTo(SmallModel.Expected(Rows)));
    }

    [Test]
    public void A_plan_may_begin_anywhere_in_a_stream()
    {
        using SerializedEngine plan = SmallModel.Build(_library, "ONNX");
        using MemoryStream file = new();
        file.Write(new byte[100]);
        plan.CopyTo(file);
        file.Position = 100;
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(file);
        Assert.That(Run(engine, Rows), Is.EqualTo(SmallModel.Expected(Rows)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Everything_can_be_disposed_in_any_order(int seed)
    {
        Builder builder = _library.CreateBuilder();
        Network network = builder.CreateNetwork();
        OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(SmallModel.Onnx);
        BuilderConfig config = builder.CreateConfig();
        SmallModel.AddProfiles(builder, config);
        SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        Runtime runtime = _library.CreateRuntime();
        Engine engine = runtime.DeserializeEngine(plan);
        InferenceContext context = engine.CreateContext();
        DeviceStream stream = _library.CreateStream();
        DeviceBuffer input = _library.AllocateBuffer(24);
        OutputBuffer output = _library.CreateOutputBuffer();
        context.SetInputShape("x", [2, 3]);
        context.SetTensorAddress("x", input);
        context.SetOutputBuffer("y", output);
        context.Enqueue(stream);

        IDisposable[] things =
            [builder, network, parser, config, plan, runtime, engine, context, stream, input, output];
        new Random(seed).Shuffle(things);
        foreach (IDisposable thing in things)
        {
            Assert.That(thing.Dispose, Throws.Nothing);
        }

        Assert.That(() => context.GetTensorShape("y"), Throws.InstanceOf<ObjectDisposedException>());
    }

    private float[] Run(Engine engine, float[] rows)
    {
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = _library.CreateStream();
        context.SetInputShape("x", [rows.Length / 3, 3]);
        return Run(context, stream, rows);
    }

    private float[] Run(InferenceContext context, DeviceStream stream, float[] rows)
    {
        using DeviceBuffer input = _library.AllocateBuffer(rows.Length * sizeof(float));
        using DeviceBuffer output = _library.AllocateBuffer(2 * rows.Length * sizeof(float));
        input.CopyFrom<float>(rows);
        context.SetTensorAddress("x", input);
        context.SetTensorAddress("y", output);
        context.Enqueue(stream);
        stream.Synchronize();
        var y = new float[2 * rows.Length];
        output.CopyTo<float>(y);
        return y;
    }

    private sealed class Allocator(DeviceBuffer memory) : IOutputAllocator
    {
        public string? Tensor { get; private set; }

        public long ByteLength { get; private set; }

        public long[]? Shape { get; private set; }

        public nint Reallocate(string tensor, nint currentMemory, long byteLength, long alignment, nint stream)
        {
            (Tensor, ByteLength) = (tensor, byteLength);
            return memory.Address;
        }

        public void NotifyShape(string tensor, ReadOnlySpan<long> shape) => Shape = shape.ToArray();
    }
}
