namespace TensorRTSharp.Testing;

/// <summary>
/// Builds the bytes of an ONNX model:
/// <code>
/// byte[] model = new OnnxModelBuilder()
///     .Graph(g => g
///         .Input("x", ElementType.Float32, "N", 3)
///         .Node("Softmax", ["x"], ["y"], OnnxAttribute.Of("axis", -1))
///         .Output("y"))
///     .ToArray();
/// </code>
/// </summary>
public sealed class OnnxModelBuilder(long opset = 17, long irVersion = 8)
{
    private readonly SortedDictionary<string, long> _operatorSets = new(StringComparer.Ordinal) { [""] = opset };
    private readonly ProtoMessage _functions = new();
    private ProtoMessage _graph = new();

    public OnnxModelBuilder Graph(Action<OnnxGraphBuilder> build)
    {
        _graph = OnnxGraphBuilder.Build("graph", build);
        return this;
    }

    /// <summary>Imports the operators of another domain.</summary>
    public OnnxModelBuilder OperatorSet(string domain, long version)
    {
        _operatorSets[domain] = version;
        return this;
    }

    /// <summary>Adds an operator with a body, and imports its domain.</summary>
    public OnnxModelBuilder Function(string domain, string name, Action<OnnxFunctionBuilder> build)
    {
        _functions.Add(OnnxFields.Model.Functions, OnnxFunctionBuilder.Build(domain, name, opset, build));
        return OperatorSet(domain, 1);
    }

    public byte[] ToArray()
    {
        var model = new ProtoMessage()
            .Add(OnnxFields.Model.IrVersion, irVersion)
            .Add(OnnxFields.Model.ProducerName, "TensorRTSharp.Testing")
            .Add(OnnxFields.Model.Graph, _graph);
        foreach (var (domain, version) in _operatorSets)
        {
            model.Add(OnnxFields.Model.OpsetImport, WriteOperatorSet(domain, version));
        }

        foreach (var function in _functions.Fields)
        {
            model.Add(function);
        }

        return model.ToArray();
    }

    internal static ProtoMessage WriteOperatorSet(string domain, long version) => new ProtoMessage()
        .Add(OnnxFields.OperatorSet.Domain, domain)
        .Add(OnnxFields.OperatorSet.Version, version);
}
