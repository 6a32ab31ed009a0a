using System.Runtime.InteropServices;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>Plugins of other types than FP32, and with several outputs: on the CPU backend, since the doubles have neither.</summary>
[Level("0")]
internal sealed class PluginTypeTests
{
    private static IEnumerable<TestCaseData> Types =>
    [
        Type(DataType.Half, (Half[])[(Half)1.5, (Half)(-2)]), Type(DataType.Int8, (sbyte[])[-128, 127]),
        Type(DataType.Int32, [7, -7]), Type(DataType.Int64, [1L << 40, -1L]), Type(DataType.Float, [0.5f, 2f]),
    ];

    [TestCaseSource(nameof(Types))]
    public void A_plugin_works_in_the_type_that_its_input_has(DataType type, byte[] bytes)
    {
        TensorRT library = TensorRT.Open(Backend.Cpu);
        Copying copy = new() { Type = type };
        using PluginRegistration registration = library.Plugins.Register(() => new Copying { Type = type });
        using SerializedEngine plan = PluginRoad.Build(library, type, bytes.Length / Copying.SizeOf(type), network => network.AddPlugin(copy, network.Inputs[0]));
        Assert.That(PluginRoad.Run(library, plan, bytes), Is.EqualTo(bytes));
    }

    [Test]
    public void Several_outputs_have_types_and_shapes_of_their_own()
    {
        TensorRT library = TensorRT.Open(Backend.Cpu);
        using PluginRegistration registration = library.Plugins.Register<SplitAndCount>();
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor x = network.AddInput("x", DataType.Float, 6);
        PluginV3Layer layer = network.AddPlugin(new SplitAndCount(), x);
        Assert.That(layer.Outputs, Has.Count.EqualTo(3));
        foreach ((string name, int index) in new[] { ("low", 0), ("high", 1), ("negative", 2) })
        {
            layer.GetOutput(index).Name = name;
            network.MarkOutput(layer.GetOutput(index));
        }

        using BuilderConfig config = builder.CreateConfig();
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        using Runtime runtime = library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        Dictionary<string, TypedArray> inputs = new() { ["x"] = TypedArray.From([1f, -2, 3, -4, 5, -6], 6) };
        using InferenceContext context = engine.CreateContext();
        IReadOnlyDictionary<string, TypedArray> outputs = EngineRun.In(library, context, inputs);
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(outputs["low"].AsSpan<float>().ToArray(), Is.EqualTo(new float[] { 1, -2, 3 }));
        Assert.That(outputs["high"].AsSpan<float>().ToArray(), Is.EqualTo(new float[] { -4, 5, -6 }));
        Assert.That(outputs["negative"].AsSpan<int>().ToArray(), Is.EqualTo(new[] { 3 }));
    }

    private static TestCaseData Type<T>(DataType type, T[] values)
        where T : unmanaged =>
        new TestCaseData(type, MemoryMarshal.AsBytes<T>(values).ToArray()).SetArgDisplayNames($"{type}");

    /// <summary>Both halves of x, and how many of its values are negative.</summary>
    private sealed class SplitAndCount : Plugin
    {
        public override string Name => nameof(SplitAndCount);

        public override int OutputCount => 3;

        public override DataType GetOutputType(int output, ReadOnlySpan<DataType> inputs) =>
            output == 2 ? DataType.Int32 : inputs[0];

        public override void InferShapes(PluginShapes shapes)
        {
            ArgumentNullException.ThrowIfNull(shapes);
            DimExpr half = shapes.GetInput(0)[0] / 2;
            shapes.SetOutput(0, half);
            shapes.SetOutput(1, half);
            shapes.SetOutput(2, 1);
        }

        public override bool SupportsFormat(int position, PluginTensors tensors) =>
            tensors[position].DataType == (position == 3 ? DataType.Int32 : DataType.Float);

        public override void Enqueue(PluginEnqueueContext context)
        {
            ReadOnlySpan<float> x = context.GetInput<float>(0);
            x[..(x.Length / 2)].CopyTo(context.GetOutput<float>(0));
            x[(x.Length / 2)..].CopyTo(context.GetOutput<float>(1));
            int negative = 0;
            foreach (float value in x)
            {
                negative += value < 0 ? 1 : 0;
            }

            context.GetOutput<int>(2)[0] = negative;
        }
    }
}
