using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class OnnxModelBuilderTests
{
    [Test]
    public void Bytes_are_those_of_the_protobuf_schema()
    {
        var model = new OnnxModelBuilder(opset: 17, irVersion: 8)
            .Graph(g => g
                .Input("x", ElementType.Float32, "N", 3, OnnxDimension.Unknown)
                .Node("Relu", ["x"], ["y"])
                .Output("y"))
            .ToArray();

        // Written down by hand from onnx.proto: field number * 8 + wire type, length, content.
        byte[] dimensions = [0x0A, 3, 0x12, 1, (byte)'N', 0x0A, 2, 0x08, 3, 0x0A, 0];
        byte[] tensorType = [0x08, 1, 0x12, (byte)dimensions.Length, .. dimensions];
        byte[] input =
        [
            0x0A, 1, (byte)'x', 0x12, (byte)(tensorType.Length + 2), 0x0A, (byte)tensorType.Length, .. tensorType,
        ];
        byte[] node =
        [
            0x0A, 1, (byte)'x', 0x12, 1, (byte)'y', 0x1A, 6, .. "Relu_0"u8, 0x22, 4, .. "Relu"u8,
        ];
        byte[] graph =
        [
            0x12, 5, .. "graph"u8, 0x5A, (byte)input.Length, .. input, 0x0A, (byte)node.Length, .. node,
            0x62, 3, 0x0A, 1, (byte)'y',
        ];
        byte[] expected =
        [
            0x08, 8, 0x12, 21, .. "TensorRTSharp.Testing"u8, 0x3A, (byte)graph.Length, .. graph,
            0x42, 4, 0x0A, 0, 0x10, 17,
        ];
        Assert.That(model, Is.EqualTo(expected));
    }

    [Test]
    public void Every_kind_of_attribute_reaches_the_operator()
    {
        var model = new OnnxModelBuilder()
            .Graph(g => g
                .Input("x", ElementType.Float32, 1, 1, 4)
                .Node("LeakyRelu", ["x"], ["leaky"], OnnxAttribute.Of("alpha", 0.5f))
                .Node(
                    "AveragePool", ["leaky"], ["pooled"],
                    OnnxAttribute.Of("kernel_shape", [2]), OnnxAttribute.Of("auto_pad", "SAME_UPPER"))
                .Node("Constant", [], ["offset"], OnnxAttribute.Of("value", TypedArray.From([10f], 1)))
                .Node("Constant", [], ["factors"], OnnxAttribute.Of("value_floats", [1f, 2f, 3f, 4f]))
                .Node("Add", ["pooled", "offset"], ["sum"])
                .Node("Mul", ["sum", "factors"], ["product"])
                .Node("Flatten", ["product"], ["y"], OnnxAttribute.Of("axis", 1))
                .Output("y", ElementType.Float32, 1, 4))
            .ToArray();

        var y = Run(model, TypedArray.From([-2f, 2f, 4f, 6f], 1, 1, 4));

        Assert.That(y.Shape, Is.EqualTo(new long[] { 1, 4 }));
        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 10.5f, 26f, 45f, 64f }));
    }

    [Test]
    public void Initializers_keep_type_shape_and_value()
    {
        var model = new OnnxModelBuilder()
            .Graph(g => g
                .Input("x", ElementType.Float32, 2)
                .Initializer("half", TypedArray.From([(Half)1.5, (Half)(-2)], 2))
                .Initializer("index", TypedArray.From([1L, 0L], 2))
                .Node("Cast", ["half"], ["float"], OnnxAttribute.Of("to", (long)ElementType.Float32))
                .Node("Gather", ["x", "index"], ["swapped"])
                .Node("Add", ["swapped", "float"], ["y"])
                .Output("y", ElementType.Float32, 2))
            .ToArray();

        var y = Run(model, TypedArray.From([10f, 20f], 2));

        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 21.5f, 8f }));
        var initializers = OnnxModelSurgeon.ListInitializers(model);
        Assert.That(initializers.Select(i => (i.Name, i.Type)), Is.EqualTo(new[]
        {
            ("half", ElementType.Float16), ("index", ElementType.Int64),
        }));
        Assert.That(initializers[0].Shape, Is.EqualTo(new long[] { 2 }));
    }

    [TestCase(1f, 2f)]
    [TestCase(-1f, 1f)]
    public void Subgraphs_see_the_outer_graph(float x, float expected)
    {
        var model = new OnnxModelBuilder()
            .Graph(g => g
                .Input("x", ElementType.Float32)
                .Initializer("zero", TypedArray.From([0f]))
                .Node("Greater", ["x", "zero"], ["positive"])
                .Node(
                    "If", ["positive"], ["y"],
                    OnnxAttribute.Of("then_branch", b => b.Node("Add", ["x", "x"], ["double"]).Output("double")),
                    OnnxAttribute.Of("else_branch", b => b.Node("Neg", ["x"], ["negative"]).Output("negative")))
                .Output("y", ElementType.Float32))
            .ToArray();

        Assert.That(Run(model, TypedArray.From([x])).ToArray<float>(), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void Functions_take_inputs_and_attributes_of_their_caller()
    {
        var model = new OnnxModelBuilder()
            .Function("com.example", "ScaledRelu", f => f
                .Input("x")
                .Output("y")
                .Attribute("slope")
                .Node("Constant", [], ["s"], OnnxAttribute.FromCaller("value_float", "slope"))
                .Node("Mul", ["x", "s"], ["scaled"])
                .Node("Relu", ["scaled"], ["y"]))
            .Graph(g => g
                .Input("x", ElementType.Float32, 3)
                .Node("com.example::ScaledRelu", ["x"], ["y"], OnnxAttribute.Of("slope", 3f))
                .Output("y", ElementType.Float32, 3))
            .ToArray();

        var y = Run(model, TypedArray.From([-1f, 0f, 2f], 3));

        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 0f, 0f, 6f }));
    }

    [Test]
    public void Names_and_unknown_dimensions_and_ranks_accept_any_size()
    {
        var model = new OnnxModelBuilder()
            .Graph(g => g
                .Input("a", ElementType.Int32, "N", OnnxDimension.Unknown)
                .InputOfUnknownRank("b", ElementType.Int32)
                .Node("Add", ["a", "b"], ["y"])
                .Output("y"))
            .ToArray();

        var outputs = OnnxRuntimeReference.Run(model, new Dictionary<string, TypedArray>
        {
            ["a"] = TypedArray.From([1, 2, 3, 4], 2, 2),
            ["b"] = TypedArray.From([10]),
        });

        Assert.That(outputs["y"].ToArray<int>(), Is.EqualTo(new[] { 11, 12, 13, 14 }));
    }

    private static TypedArray Run(byte[] model, TypedArray x) =>
        OnnxRuntimeReference.Run(model, new Dictionary<string, TypedArray> { ["x"] = x })["y"];
}
