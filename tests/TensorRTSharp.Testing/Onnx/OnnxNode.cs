namespace TensorRTSharp.Testing;

internal static class OnnxNode
{
    private const string DomainSeparator = "::";

    /// <summary>A node; an operator of another domain than ONNX's own is written <c>domain::Operator</c>.</summary>
    public static ProtoMessage Write(
        string name, string operatorName, string[] inputs, string[] outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtoMessage();
        Array.ForEach(inputs, i => node.Add(OnnxFields.Node.Input, i));
        Array.ForEach(outputs, o => node.Add(OnnxFields.Node.Output, o));
        node.Add(OnnxFields.Node.Name, name);

        var separator = operatorName.IndexOf(DomainSeparator, StringComparison.Ordinal);
        if (separator < 0)
        {
            node.Add(OnnxFields.Node.OpType, operatorName);
        }
        else
        {
            node.Add(OnnxFields.Node.OpType, operatorName[(separator + DomainSeparator.Length)..]);
            node.Add(OnnxFields.Node.Domain, operatorName[..separator]);
        }

        foreach (var attribute in attributes)
        {
            node.Add(OnnxFields.Node.Attribute, attribute.Message);
        }

        return node;
    }
}
