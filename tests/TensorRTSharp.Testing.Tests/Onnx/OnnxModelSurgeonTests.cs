using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class OnnxModelSurgeonTests
{
    private static readonly byte[] AddModel = new OnnxModelBuilder()
        .Graph(g => g
            .Input("x", ElementType.Float32, 3)
            .Initializer("w", TypedArray.From([1f, 2f, 3f], 3))
            .Initializer("uniform", TypedArray.From([1f, 1f], 2))
            .Node("Add", ["x", "w"], ["y"])
            .Output("y"))
        .ToArray();

    [Test]
    public void A_permuted_weight_has_its_elements_reversed()
    {
        var permuted = OnnxModelSurgeon.PermuteWeight(AddModel, "w");

        var y = OnnxRuntimeReference.Run(
            permuted, new Dictionary<string, TypedArray> { ["x"] = TypedArray.From([10f, 20f, 30f], 3) })["y"];

        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 13f, 22f, 31f }));
        Assert.That(OnnxModelSurgeon.PermuteWeight(permuted, "w"), Has.Length.EqualTo(AddModel.Length));
    }

    [Test]
    public void A_permutation_that_changes_nothing_is_refused() =>
        Assert.That(
            () => OnnxModelSurgeon.PermuteWeight(AddModel, "uniform"),
            Throws.InvalidOperationException.With.Message.Contains("'uniform'"));

    [Test]
    public void An_unknown_weight_is_refused() =>
        Assert.That(
            () => OnnxModelSurgeon.PermuteWeight(AddModel, "v"),
            Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("'v'"));

    [Test]
    public void Fields_that_nobody_knows_are_kept()
    {
        const int unknownField = 999;
        var message = ProtoMessage.Parse(AddModel).Add(unknownField, "kept").Add(unknownField, 1.5f);
        message.Message(OnnxFields.Model.Graph)!.Messages(OnnxFields.Graph.Initializer).First().Add(unknownField, -1);

        var permuted = ProtoMessage.Parse(OnnxModelSurgeon.PermuteWeight(message.ToArray(), "w"));

        Assert.That(permuted.All(unknownField).First().Text, Is.EqualTo("kept"));
        Assert.That(permuted.All(unknownField).Last().Scalar, Is.EqualTo(BitConverter.SingleToUInt32Bits(1.5f)));
        var initializer = permuted.Message(OnnxFields.Model.Graph)!.Messages(OnnxFields.Graph.Initializer).First();
        Assert.That(initializer.Integer(unknownField), Is.EqualTo(-1));
    }

    [Test]
    public void Weights_in_typed_fields_are_read_packed_or_not()
    {
        var packed = new ProtoMessage()
            .Add(OnnxFields.Tensor.Dims, 2)
            .Add(OnnxFields.Tensor.DataType, (long)ElementType.Float32)
            .Add(OnnxFields.Tensor.FloatData, TypedArray.From([1.5f, -2f], 2).Memory);
        var unpacked = new ProtoMessage()
            .Add(OnnxFields.Tensor.Dims, 2)
            .Add(OnnxFields.Tensor.DataType, (long)ElementType.Float32)
            .Add(OnnxFields.Tensor.FloatData, 1.5f)
            .Add(OnnxFields.Tensor.FloatData, -2f);
        var integers = new ProtoMessage()
            .Add(OnnxFields.Tensor.Dims, (ReadOnlyMemory<byte>)new byte[] { 1, 3 })
            .Add(OnnxFields.Tensor.DataType, (long)ElementType.Int8)
            .Add(OnnxFields.Tensor.Int32Data, -1)
            .Add(OnnxFields.Tensor.Int32Data, (ReadOnlyMemory<byte>)new byte[] { 5, 127 });

        Assert.That(OnnxTensor.Read(packed).ToArray<float>(), Is.EqualTo(new[] { 1.5f, -2f }));
        Assert.That(OnnxTensor.Read(unpacked).ToArray<float>(), Is.EqualTo(new[] { 1.5f, -2f }));
        Assert.That(OnnxTensor.Read(integers).Shape, Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(OnnxTensor.Read(integers).ToArray<sbyte>(), Is.EqualTo(new sbyte[] { -1, 5, 127 }));
    }

    [Test]
    public void Real_models_survive_unchanged()
    {
        var catalog = ModelCatalog.TryOpen(out var reason);
        Prerequisite.Require("0", catalog is not null, reason);

        foreach (var model in catalog.Models)
        {
            var bytes = catalog.ReadModel(model);
            var message = ProtoMessage.Parse(bytes);
            foreach (var graph in message.Messages(OnnxFields.Model.Graph))
            {
                _ = graph.Messages(OnnxFields.Graph.Node).Count();
                _ = graph.Messages(OnnxFields.Graph.Initializer).Count();
            }

            Assert.That(message.ToArray().AsSpan().SequenceEqual(bytes), Is.True, model.Id);
        }
    }
}
