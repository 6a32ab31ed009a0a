namespace TensorRTSharp;

/// <summary>This backend, or this version of its library, cannot do what was asked; the message names both.</summary>
public sealed class TensorRTNotSupportedException : TensorRTException
{
    /// <summary>Creates an exception with a general message.</summary>
    public TensorRTNotSupportedException()
        : this("The backend does not support this.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public TensorRTNotSupportedException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public TensorRTNotSupportedException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.NotSupported, nativeCode: 0)
    {
    }

    internal TensorRTNotSupportedException(
        string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException, status, nativeCode)
    {
    }
}
