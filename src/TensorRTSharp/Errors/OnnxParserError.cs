namespace TensorRTSharp;

/// <summary>nvonnxparser::IParserError: one problem of a model. A copy; it needs no native object.</summary>
public sealed record OnnxParserError
{
    internal OnnxParserError(
        OnnxErrorCode code, string description, int nodeIndex, string nodeName, string @operator)
    {
        Code = code;
        Description = description;
        NodeIndex = nodeIndex;
        NodeName = nodeName;
        Operator = @operator;
    }

    /// <summary>nvonnxparser::IParserError::code: the kind of problem.</summary>
    public OnnxErrorCode Code { get; }

    /// <summary>nvonnxparser::IParserError::desc: the problem in words.</summary>
    public string Description { get; }

    /// <summary>
    /// nvonnxparser::IParserError::node: the index of the node in the model, or -1 where no node is to blame.
    /// </summary>
    public int NodeIndex { get; }

    /// <summary>nvonnxparser::IParserError::nodeName: the name of the node; empty where it has none.</summary>
    public string NodeName { get; }

    /// <summary>
    /// nvonnxparser::IParserError::nodeOperator: the operator of the node, for instance "Conv"; empty where no node is
    /// to blame.
    /// </summary>
    public string Operator { get; }

    /// <summary>
    /// nvonnxparser::IParserError::localFunctionStack: the model's local functions around the node, innermost last.
    /// </summary>
    public IReadOnlyList<string> LocalFunctionStack { get; internal init; } = [];

    /// <summary>nvonnxparser::IParserError::file: the parser's source file that reported it, for bug reports.</summary>
    public string SourceFile { get; internal init; } = "";

    /// <summary>nvonnxparser::IParserError::line: the line in <see cref="SourceFile"/>.</summary>
    public int SourceLine { get; internal init; }

    /// <summary>nvonnxparser::IParserError::func: the function in <see cref="SourceFile"/>.</summary>
    public string SourceFunction { get; internal init; } = "";
}
