namespace TensorRTSharp;

/// <summary>A model could not be read. <see cref="Errors"/> has every problem that the parser found.</summary>
public sealed class OnnxParseException : TensorRTException
{
    /// <summary>Creates an exception with a general message.</summary>
    public OnnxParseException()
        : this("The ONNX model could not be read.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public OnnxParseException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public OnnxParseException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.ParseFailed, nativeCode: 0)
    {
    }

    internal OnnxParseException(string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException, status, nativeCode)
    {
    }

    /// <summary>nvonnxparser::IParser::getError: the problems, in the order in which they were found.</summary>
    public IReadOnlyList<OnnxParserError> Errors { get; internal set; } = [];
}
