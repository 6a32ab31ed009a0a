namespace TensorRTSharp.Testing;

/// <summary>Builds a <c>FunctionProto</c>: an operator that carries its own body.</summary>
public sealed class OnnxFunctionBuilder
{
    private readonly ProtoMessage _function;
    private int _nodeCount;

    private OnnxFunctionBuilder(string domain, string name, long opset)
    {
        _function = new ProtoMessage()
            .Add(OnnxFields.Function.Name, name)
            .Add(OnnxFields.Function.Domain, domain)
            .Add(OnnxFields.Function.OpsetImport, OnnxModelBuilder.WriteOperatorSet("", opset));
    }

    public OnnxFunctionBuilder Input(string name) => Add(OnnxFields.Function.Input, name);

    public OnnxFunctionBuilder Output(string name) => Add(OnnxFields.Function.Output, name);

    /// <summary>An attribute that callers must give; nodes take it by <see cref="OnnxAttribute.FromCaller"/>.</summary>
    public OnnxFunctionBuilder Attribute(string name) => Add(OnnxFields.Function.Attribute, name);

    public OnnxFunctionBuilder Node(
        string operatorName, string[] inputs, string[] outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var name = $"{operatorName}_{_nodeCount++}";
        _function.Add(OnnxFields.Function.Node, OnnxNode.Write(name, operatorName, inputs, outputs, attributes));
        return this;
    }

    internal static ProtoMessage Build(string domain, string name, long opset, Action<OnnxFunctionBuilder> build)
    {
        var builder = new OnnxFunctionBuilder(domain, name, opset);
        build(builder);
        return builder._function;
    }

    private OnnxFunctionBuilder Add(int number, string text)
    {
        _function.Add(number, text);
        return this;
    }
}
