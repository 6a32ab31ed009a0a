using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp.Testing;

/// <summary>An attribute of a node.</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "ONNX's noun.")]
public sealed class OnnxAttribute
{
    // AttributeProto.AttributeType
    private enum Kind
    {
        Float = 1,
        Integer = 2,
        Text = 3,
        Tensor = 4,
        Graph = 5,
        Floats = 6,
        Integers = 7,
    }

    private OnnxAttribute(string name, Kind kind)
    {
        Message = new ProtoMessage()
            .Add(OnnxFields.Attribute.Name, name)
            .Add(OnnxFields.Attribute.Type, (long)kind);
    }

    internal ProtoMessage Message { get; }

    public static OnnxAttribute Of(string name, long value) =>
        new OnnxAttribute(name, Kind.Integer).With(m => m.Add(OnnxFields.Attribute.Integer, value));

    public static OnnxAttribute Of(string name, float value) =>
        new OnnxAttribute(name, Kind.Float).With(m => m.Add(OnnxFields.Attribute.Float, value));

    public static OnnxAttribute Of(string name, string value) =>
        new OnnxAttribute(name, Kind.Text).With(m => m.Add(OnnxFields.Attribute.Text, value));

    public static OnnxAttribute Of(string name, long[] values) =>
        new OnnxAttribute(name, Kind.Integers)
            .With(m => Array.ForEach(values, v => m.Add(OnnxFields.Attribute.Integers, v)));

    public static OnnxAttribute Of(string name, float[] values) =>
        new OnnxAttribute(name, Kind.Floats)
            .With(m => Array.ForEach(values, v => m.Add(OnnxFields.Attribute.Floats, v)));

    public static OnnxAttribute Of(string name, TypedArray value) =>
        new OnnxAttribute(name, Kind.Tensor)
            .With(m => m.Add(OnnxFields.Attribute.Tensor, OnnxTensor.Write("", value)));

    /// <summary>A subgraph, such as a branch of If.</summary>
    public static OnnxAttribute Of(string name, Action<OnnxGraphBuilder> build) =>
        new OnnxAttribute(name, Kind.Graph)
            .With(m => m.Add(OnnxFields.Attribute.Graph, OnnxGraphBuilder.Build(name, build)));

    /// <summary>Inside a function: the float that the caller gives for the function's attribute.</summary>
    public static OnnxAttribute FromCaller(string name, string functionAttribute) =>
        new OnnxAttribute(name, Kind.Float)
            .With(m => m.Add(OnnxFields.Attribute.ReferredName, functionAttribute));

    private OnnxAttribute With(Action<ProtoMessage> add)
    {
        add(Message);
        return this;
    }
}
