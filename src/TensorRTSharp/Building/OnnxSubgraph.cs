namespace TensorRTSharp;

/// <summary>A part of an ONNX model. A copy; it needs no native object.</summary>
public sealed record OnnxSubgraph
{
    internal OnnxSubgraph(bool isSupported, IReadOnlyList<long> nodes)
    {
        IsSupported = isSupported;
        Nodes = nodes;
    }

    /// <summary>nvonnxparser::IParser::isSubgraphSupported: could TensorRT run it?</summary>
    public bool IsSupported { get; }

    /// <summary>nvonnxparser::IParser::getSubgraphNodes: the indices of its nodes in the model.</summary>
    public IReadOnlyList<long> Nodes { get; }
}
