using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvonnxparser::IParser: fills a network from an ONNX model. One thread at a time, its network included. Owned by the
/// caller; what it read stays with the network, which may be built after the parser was disposed.
/// </summary>
public sealed class OnnxParser : IDisposable
{
    // nvinfer1::ILogger::Severity::kWARNING: how much the parser itself logs.
    private const int Verbosity = 2;

    private readonly OnnxParserHandle _handle;
    private bool _isDisposed;

    internal OnnxParser(OnnxParserHandle handle) => _handle = handle;

    private OnnxParserHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed || _handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>
    /// nvonnxparser::IParser::parseFromFile: reads a model, and the external data in its folder, into the network.
    /// </summary>
    /// <param name="path">The model file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OnnxParseException">
    /// The model cannot be used: <see cref="OnnxParseException.Errors"/> has every reason.
    /// </exception>
    public void ParseFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxParserHandle handle = Handle;
        string file = Path.GetFullPath(path);
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no model file '{file}'.", file);
        }

        try
        {
            NativeMethods.OnnxParserParseFromFile(handle, file, Verbosity);
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle);
            throw;
        }
    }

    /// <summary>nvonnxparser::IParser::parse: reads a model into the network.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="modelPath">
    /// Where the model came from: its folder has the external data. Null where it has none.
    /// </param>
    /// <exception cref="OnnxParseException">
    /// The model cannot be used: <see cref="OnnxParseException.Errors"/> has every reason.
    /// </exception>
    public void Parse(ReadOnlySpan<byte> model, string? modelPath = null)
    {
        OnnxParserHandle handle = Handle;
        try
        {
            NativeMethods.OnnxParserParse(handle, model, modelPath is null ? null : Path.GetFullPath(modelPath));
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle);
            throw;
        }
    }

    /// <summary>nvonnxparser::IParser::setFlag, clearFlag.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="enabled">True sets, false clears it.</param>
    public void SetFlag(OnnxParserFlag flag, bool enabled = true)
    {
        if (enabled)
        {
            NativeMethods.OnnxParserSetFlag(Handle, flag);
        }
        else
        {
            NativeMethods.OnnxParserClearFlag(Handle, flag);
        }
    }

    /// <summary>nvonnxparser::IParser::getFlag: is the flag set?</summary>
    /// <param name="flag">The flag.</param>
    /// <returns>True where it is set.</returns>
    public bool GetFlag(OnnxParserFlag flag) => NativeMethods.OnnxParserGetFlag(Handle, flag);

    /// <summary>
    /// Ends the use of the parser. The network frees it, because the weights of its layers may lie in it.
    /// </summary>
    public void Dispose() => _isDisposed = true;

    private static OnnxParserError[] ReadErrors(OnnxParserHandle handle)
    {
        var errors = new OnnxParserError[NativeMethods.OnnxParserGetNbErrors(handle)];
        for (int index = 0; index < errors.Length; index++)
        {
            BorrowedRef error = new(handle, NativeMethods.OnnxParserGetError(handle, index));
            errors[index] = new OnnxParserError(
                NativeMethods.OnnxParserErrorCode(error),
                NativeMethods.OnnxParserErrorDesc(error) ?? "",
                NativeMethods.OnnxParserErrorNode(error),
                NativeMethods.OnnxParserErrorNodeName(error) ?? "",
                NativeMethods.OnnxParserErrorNodeOperator(error) ?? "");
        }

        return errors;
    }
}
