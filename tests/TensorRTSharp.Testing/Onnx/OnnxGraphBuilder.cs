namespace TensorRTSharp.Testing;

/// <summary>Builds a <c>GraphProto</c>: a model's graph or a subgraph.</summary>
public sealed class OnnxGraphBuilder
{
    private readonly ProtoMessage _graph = new();
    private int _nodeCount;

    private OnnxGraphBuilder(string name)
    {
        _graph.Add(OnnxFields.Graph.Name, name);
    }

    public OnnxGraphBuilder Input(string name, ElementType type, params ReadOnlySpan<OnnxDimension> shape) =>
        Add(OnnxFields.Graph.Input, OnnxTensorInfo.OfShape(name, type, shape));

    public OnnxGraphBuilder InputOfUnknownRank(string name, ElementType type) =>
        Add(OnnxFields.Graph.Input, OnnxTensorInfo.OfUnknownRank(name, type));

    public OnnxGraphBuilder Output(string name, ElementType type, params ReadOnlySpan<OnnxDimension> shape) =>
        Add(OnnxFields.Graph.Output, OnnxTensorInfo.OfShape(name, type, shape));

    /// <summary>An output that declares neither type nor shape: the runtime infers them.</summary>
    public OnnxGraphBuilder Output(string name) =>
        Add(OnnxFields.Graph.Output, new ProtoMessage().Add(OnnxFields.ValueInfo.Name, name));

    public OnnxGraphBuilder Initializer(string name, TypedArray value) =>
        Add(OnnxFields.Graph.Initializer, OnnxTensor.Write(name, value));

    /// <summary>A node named after its operator and position, such as <c>Conv_0</c>.</summary>
    public OnnxGraphBuilder Node(
        string operatorName, string[] inputs, string[] outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var name = $"{operatorName}_{_nodeCount++}";
        return Add(OnnxFields.Graph.Node, OnnxNode.Write(name, operatorName, inputs, outputs, attributes));
    }

    internal static ProtoMessage Build(string name, Action<OnnxGraphBuilder> build)
    {
        var builder = new OnnxGraphBuilder(name);
        build(builder);
        return builder._graph;
    }

    private OnnxGraphBuilder Add(int number, ProtoMessage message)
    {
        _graph.Add(number, message);
        return this;
    }
}
