using Google.Protobuf;

namespace TensorRTSharp.Testing;

/// <summary>Tensors between <c>TensorProto</c> and <see cref="TypedArray"/>.</summary>
internal static class OnnxTensor
{
    public static ProtoMessage Write(string name, TypedArray array)
    {
        var tensor = new ProtoMessage();
        foreach (var dimension in array.Shape)
        {
            tensor.Add(OnnxFields.Tensor.Dims, dimension);
        }

        return tensor
            .Add(OnnxFields.Tensor.DataType, (long)array.Type)
            .Add(OnnxFields.Tensor.Name, name)
            .Add(OnnxFields.Tensor.RawData, array.Memory);
    }

    /// <summary>Puts other elements of the same type and shape into a tensor.</summary>
    public static void ReplaceData(ProtoMessage tensor, TypedArray array)
    {
        tensor.RemoveAll(f => f.Number
            is OnnxFields.Tensor.FloatData or OnnxFields.Tensor.DoubleData
            or OnnxFields.Tensor.Int32Data or OnnxFields.Tensor.Int64Data or OnnxFields.Tensor.UInt64Data
            or OnnxFields.Tensor.RawData);
        tensor.Add(OnnxFields.Tensor.RawData, array.Memory);
    }

    public static TypedArray Read(ProtoMessage tensor)
    {
        if (tensor.All(OnnxFields.Tensor.ExternalData).Any())
        {
            throw new NotSupportedException(
                $"The data of tensor '{tensor.String(OnnxFields.Tensor.Name)}' lies in another file.");
        }

        var type = Type(tensor);
        var raw = tensor.All(OnnxFields.Tensor.RawData).LastOrDefault();
        return new TypedArray(type, Shape(tensor), raw?.Bytes.ToArray() ?? ReadTypedFields(tensor, type));
    }

    public static ElementType Type(ProtoMessage tensor) => (ElementType)tensor.Integer(OnnxFields.Tensor.DataType);

    public static long[] Shape(ProtoMessage tensor) =>
        [.. Varints(tensor, OnnxFields.Tensor.Dims)];

    private static byte[] ReadTypedFields(ProtoMessage tensor, ElementType type) => type switch
    {
        ElementType.Float32 => Fixed(tensor, OnnxFields.Tensor.FloatData, type),
        ElementType.Float64 => Fixed(tensor, OnnxFields.Tensor.DoubleData, type),
        ElementType.Int64 => Narrow(tensor, OnnxFields.Tensor.Int64Data, type),
        ElementType.UInt32 or ElementType.UInt64 => Narrow(tensor, OnnxFields.Tensor.UInt64Data, type),
        _ => Narrow(tensor, OnnxFields.Tensor.Int32Data, type),
    };

    // Repeated numbers come packed into one field or one field each; both are valid.
    private static byte[] Fixed(ProtoMessage tensor, int number, ElementType type) =>
        [
            .. tensor.All(number).SelectMany(f => f.IsLengthDelimited
                ? f.Bytes.ToArray()
                : BitConverter.GetBytes(f.Scalar)[..type.Size()]),
        ];

    private static byte[] Narrow(ProtoMessage tensor, int number, ElementType type) =>
        [.. Varints(tensor, number).SelectMany(v => BitConverter.GetBytes(v)[..type.Size()])];

    private static IEnumerable<long> Varints(ProtoMessage message, int number) =>
        message.All(number).SelectMany(f => f.IsLengthDelimited ? Unpack(f.Bytes) : [(long)f.Scalar]);

    private static List<long> Unpack(ReadOnlyMemory<byte> packed)
    {
        using var input = new CodedInputStream(packed.ToArray());
        var values = new List<long>();
        while (!input.IsAtEnd)
        {
            values.Add(input.ReadInt64());
        }

        return values;
    }
}
