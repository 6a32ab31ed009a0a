namespace TensorRTSharp;

/// <summary>A native library was found, but its version cannot be used: the message has both numbers.</summary>
public sealed class TensorRTVersionException : TensorRTException
{
    /// <summary>Creates an exception with a general message.</summary>
    public TensorRTVersionException()
        : this("A native library has a version that cannot be used.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public TensorRTVersionException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public TensorRTVersionException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.VersionMismatch, nativeCode: 0)
    {
    }

    internal TensorRTVersionException(string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException, status, nativeCode)
    {
    }
}
