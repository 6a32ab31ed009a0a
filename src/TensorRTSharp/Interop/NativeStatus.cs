using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp.Interop;

/// <summary>
/// <c>trts_status</c>. Every import returns one; throwing one away does not compile in this folder. Here, and nowhere
/// else, a status becomes an exception.
/// </summary>
internal readonly struct NativeStatus
{
    private readonly int _code;

    internal NativeStatus(TensorRTStatus code) => _code = (int)code;

    internal TensorRTStatus Code => (TensorRTStatus)_code;

    internal bool Succeeded => _code == 0;

    /// <summary>Throws what a failed call had to say. Right after the call, on the same thread.</summary>
    internal void ThrowIfFailed()
    {
        if (_code != 0)
        {
            Throw(null, default);
        }
    }

    /// <summary>
    /// As above, for a call during which callbacks of the application may run: the first exception that one threw is
    /// the cause, and <paramref name="failure"/> then tells what failed by it, even where native code did not mind.
    /// </summary>
    internal void ThrowIfFailed(CallbackFailure callbacks, TensorRTStatus failure)
    {
        if (_code != 0 || callbacks.HasFailed)
        {
            Throw(callbacks.Take(), failure);
        }
    }

    /// <summary>The exception of a failed status, without the cause that only a thread's last error knows.</summary>
    internal static Exception CreateException(
        TensorRTStatus status, string message, int nativeCode = 0, Exception? cause = null) => status switch
    {
        TensorRTStatus.InvalidArgument => new ArgumentException(message, cause),
        TensorRTStatus.InvalidState => new InvalidOperationException(message, cause),
        TensorRTStatus.NotSupported => new TensorRTNotSupportedException(message, cause, status, nativeCode),
        TensorRTStatus.OutOfMemory => new TensorRTOutOfMemoryException(message, cause, nativeCode),
        TensorRTStatus.LibraryNotFound => new NativeLibraryNotFoundException(message, cause, status, nativeCode),
        TensorRTStatus.VersionMismatch => new TensorRTVersionException(message, cause, status, nativeCode),
        TensorRTStatus.ParseFailed => new OnnxParseException(message, cause, status, nativeCode),
        TensorRTStatus.BuildFailed => new EngineBuildException(message, cause, status, nativeCode),
        TensorRTStatus.LoadFailed => new EngineLoadException(message, cause, status, nativeCode),
        TensorRTStatus.ExecutionFailed => new InferenceException(message, cause, status, nativeCode),
        TensorRTStatus.Cancelled => new OperationCanceledException(message, cause),
        TensorRTStatus.IOError => new IOException(message, cause),
        _ => new TensorRTException(message, cause, status, nativeCode),
    };

    [DoesNotReturn]
    private void Throw(Exception? cause, TensorRTStatus failure)
    {
        string message = "";
        int nativeCode = 0;
        if (_code != 0)
        {
            (message, nativeCode) = NativeMethods.ErrorGetLast(Code);
        }

        // What a callback refused or threw shows up natively as a cancelled or failed call: the cause decides.
        (TensorRTStatus status, string? lead) = cause switch
        {
            null => (Code, null),
            OperationCanceledException => (TensorRTStatus.Cancelled, cause.Message),
            _ => (failure, $"A callback threw {cause.GetType().Name}: {cause.Message}"),
        };
        if (lead is not null)
        {
            message = message.Length == 0 ? lead : $"{lead} ({message})";
        }

        throw CreateException(status, message, nativeCode, cause);
    }
}
