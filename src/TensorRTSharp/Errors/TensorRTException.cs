namespace TensorRTSharp;

/// <summary>
/// A native call failed. Derived types tell the kinds apart that a program handles differently; misuse of the API
/// throws .NET's own exceptions instead (<see cref="ArgumentException"/>, <see cref="InvalidOperationException"/>,
/// <see cref="ObjectDisposedException"/>).
/// </summary>
public class TensorRTException : Exception
{
    /// <summary>Creates an exception with a general message.</summary>
    public TensorRTException()
        : this("A native call failed.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public TensorRTException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public TensorRTException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.InternalError, nativeCode: 0)
    {
    }

    internal TensorRTException(string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException)
    {
        Status = status;
        NativeCode = nativeCode;
    }

    /// <summary>What kind of failure it was.</summary>
    public TensorRTStatus Status { get; }

    /// <summary>
    /// The number that the foreign library gave (a CUresult, an OrtErrorCode), or 0 where there is none.
    /// </summary>
    public int NativeCode { get; }
}
