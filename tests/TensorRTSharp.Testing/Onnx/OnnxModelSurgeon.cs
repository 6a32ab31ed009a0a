namespace TensorRTSharp.Testing;

/// <summary>Rewrites models; what it does not know of them, it keeps.</summary>
public static class OnnxModelSurgeon
{
    /// <summary>
    /// Replaces weights that a <c>ConstantOfShape</c> node makes, and trained ones beside them, by random ones of the
    /// scale that a trained network has, so that outputs depend on every layer. The same seed gives the same bytes
    /// everywhere.
    /// </summary>
    public static byte[] SeedWeights(ReadOnlyMemory<byte> model, ulong seed)
    {
        var message = ProtoMessage.Parse(model);
        new WeightSeeder(message, seed).Run();
        return message.ToArray();
    }

    /// <summary>Reverses the order of one initializer's elements.</summary>
    public static byte[] PermuteWeight(ReadOnlyMemory<byte> model, string name)
    {
        var message = ProtoMessage.Parse(model);
        var initializer = Initializers(message).FirstOrDefault(t => t.String(OnnxFields.Tensor.Name) == name)
            ?? throw new KeyNotFoundException($"The model has no initializer '{name}'.");
        var original = OnnxTensor.Read(initializer);
        var reversed = Reverse(original);
        if (reversed.Bytes.SequenceEqual(original.Bytes))
        {
            throw new InvalidOperationException($"Reversing the elements of '{name}' changes nothing.");
        }

        OnnxTensor.ReplaceData(initializer, reversed);
        return message.ToArray();
    }

    public static IReadOnlyList<OnnxInitializer> ListInitializers(ReadOnlyMemory<byte> model) =>
        [
            .. Initializers(ProtoMessage.Parse(model)).Select(t =>
                new OnnxInitializer(t.String(OnnxFields.Tensor.Name), OnnxTensor.Type(t), OnnxTensor.Shape(t))),
        ];

    private static IEnumerable<ProtoMessage> Initializers(ProtoMessage model) =>
        model.Message(OnnxFields.Model.Graph)?.Messages(OnnxFields.Graph.Initializer) ?? [];

    private static TypedArray Reverse(TypedArray array)
    {
        var size = array.Type.Size();
        var reversed = array.Bytes.ToArray();
        Array.Reverse(reversed);
        for (var at = 0; at < reversed.Length; at += size)
        {
            Array.Reverse(reversed, at, size);
        }

        return new TypedArray(array.Type, array.Shape, reversed);
    }
}

/// <summary>A weight that a model carries.</summary>
public sealed record OnnxInitializer(string Name, ElementType Type, long[] Shape);
