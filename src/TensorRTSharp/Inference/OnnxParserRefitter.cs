using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvonnxparser::IParserRefitter: gives a <see cref="Refitter"/> the weights of an ONNX model. The model must be the one
/// that the engine was built from, with other weights. One thread at a time. Owned by the caller.
/// </summary>
public sealed class OnnxParserRefitter : IDisposable
{
    private readonly TensorRT _library;
    private readonly OnnxParserRefitterHandle _handle;
    private readonly CallbackFailure _failures;
    private readonly RefitObserverSlot _observer;
    private bool _isDisposed;

    internal OnnxParserRefitter(TensorRT library, OnnxParserRefitterHandle handle, CallbackFailure failures)
    {
        _library = library;
        _handle = handle;
        _failures = failures;
        _observer = new RefitObserverSlot(library, failures);
    }

    /// <summary>
    /// nvonnxparser::IParserRefitter::setRefitObserver: is told of each weight of the engine that is refitted; null for none.
    /// Held until it is replaced or the refitter is disposed. TensorRT 11.4, RTX 1.6.
    /// </summary>
    /// <exception cref="TensorRTNotSupportedException">The backend tells nobody.</exception>
    public IRefitterObserver? RefitObserver
    {
        get
        {
            _ = Handle;
            return _observer.Observer;
        }

        set => _observer.Set(Handle, value, NativeMethods.OnnxParserRefitterSetRefitObserver);
    }

    private OnnxParserRefitterHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed || _handle.IsDisposed, this);
            _observer.RequireQuiet();
            _failures.ThrowPending();
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
        Run(default, (handle, _) => NativeMethods.OnnxParserRefitterRefitFromFile(handle, file));
    }

    /// <summary>nvonnxparser::IParserRefitter::refitFromBytes: reads the weights of a model.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="modelPath">Where the model came from: its folder has the external data. Null where it has none.</param>
    /// <exception cref="OnnxParseException">The model cannot be used, or does not fit the engine.</exception>
    public void Refit(ReadOnlySpan<byte> model, string? modelPath = null)
    {
        string? path = modelPath is null ? null : Path.GetFullPath(modelPath);
        Run(model, (handle, bytes) => NativeMethods.OnnxParserRefitterRefitFromBytes(handle, bytes, path));
    }

    /// <summary>
    /// Ends the use of the parser. The refitter frees it, because the weights that it reads may lie in it.
    /// </summary>
    public void Dispose() => _isDisposed = true;

    private static OnnxParserError[] ReadErrors(OnnxParserRefitterHandle handle) => NativeOnnxErrors.Read(
        handle,
        NativeMethods.OnnxParserRefitterGetNbErrors(handle),
        index => NativeMethods.OnnxParserRefitterGetError(handle, index));

    /// <summary>The observer, and the refitter's error recorder, are called meanwhile.</summary>
    private void Run(ReadOnlySpan<byte> model, Action<OnnxParserRefitterHandle, ReadOnlySpan<byte>> refit)
    {
        OnnxParserRefitterHandle handle = Handle;
        try
        {
            _ = PluginCall.Run(
                _library,
                _failures,
                TensorRTStatus.ParseFailed,
                model,
                bytes =>
                {
                    refit(handle, bytes);
                    return true;
                });
        }
        catch (OnnxParseException failure)
        {
            failure.Errors = ReadErrors(handle);
            throw;
        }
    }
}
