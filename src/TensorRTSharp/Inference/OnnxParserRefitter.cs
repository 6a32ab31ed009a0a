using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvonnxparser::IParserRefitter: gives a <see cref="Refitter"/> the weights of an ONNX model. The model must be the one
/// that the engine was built from, with other weights. One thread at a time. Owned by the caller.
/// </summary>
public sealed class OnnxParserRefitter : IDisposable
{
    private readonly OnnxParserRefitterHandle _handle;
    private bool _isDisposed;

    internal OnnxParserRefitter(OnnxParserRefitterHandle handle) => _handle = handle;

    private OnnxParserRefitterHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed || _handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>nvonnxparser::IParserRefitter::refitFromFile: reads the weights of a model.</summary>
    /// <param name="path">An ONNX file; external data is looked for beside it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OnnxParseException">The model cannot be used, or does not fit the engine.</exception>
    public void RefitFromFile(string path)
    {
        string file = OnnxParser.RequireFile(path);
        Parse(handle => NativeMethods.OnnxParserRefitterRefitFromFile(handle, file));
    }

    /// <summary>nvonnxparser::IParserRefitter::refitFromBytes: reads the weights of a model.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="modelPath">Where the model came from: its folder has the external data. Null where it has none.</param>
    /// <exception cref="OnnxParseException">The model cannot be used, or does not fit the engine.</exception>
    public void Refit(ReadOnlySpan<byte> model, string? modelPath = null)
    {
        OnnxParserRefitterHandle handle = Handle;
        try
        {
            NativeMethods.OnnxParserRefitterRefitFromBytes(handle, model, modelPath is null ? null : Path.GetFullPath(modelPath));
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle);
            throw;
        }
    }

    /// <summary>
    /// Ends the use of the parser. The refitter frees it, because the weights that it reads may lie in it.
    /// </summary>
    public void Dispose() => _isDisposed = true;

    private static OnnxParserError[] ReadErrors(OnnxParserRefitterHandle handle) => NativeOnnxErrors.Read(
        handle,
        NativeMethods.OnnxParserRefitterGetNbErrors(handle),
        index => NativeMethods.OnnxParserRefitterGetError(handle, index));

    private void Parse(Action<OnnxParserRefitterHandle> parse)
    {
        OnnxParserRefitterHandle handle = Handle;
        try
        {
            parse(handle);
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle);
            throw;
        }
    }
}
