namespace TensorRTSharp.Testing;

/// <summary>Writes <c>ValueInfoProto</c>: a tensor's name, element type and, if declared, shape.</summary>
internal static class OnnxTensorInfo
{
    public static ProtoMessage OfUnknownRank(string name, ElementType type) => Write(name, TensorType(type));

    public static ProtoMessage OfShape(string name, ElementType type, ReadOnlySpan<OnnxDimension> shape)
    {
        var dimensions = new ProtoMessage();
        foreach (var dimension in shape)
        {
            dimensions.Add(OnnxFields.Shape.Dimension, dimension.ToMessage());
        }

        return Write(name, TensorType(type).Add(OnnxFields.TensorType.Shape, dimensions));
    }

    private static ProtoMessage TensorType(ElementType type) =>
        new ProtoMessage().Add(OnnxFields.TensorType.ElementType, (long)type);

    private static ProtoMessage Write(string name, ProtoMessage tensorType) => new ProtoMessage()
        .Add(OnnxFields.ValueInfo.Name, name)
        .Add(OnnxFields.ValueInfo.Type, new ProtoMessage().Add(OnnxFields.Type.Tensor, tensorType));
}
