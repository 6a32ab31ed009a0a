namespace TensorRTSharp;

/// <summary>An engine could not be built: the message has what TensorRT logged.</summary>
public sealed class EngineBuildException : TensorRTException
{
    /// <summary>Creates an exception with a general message.</summary>
    public EngineBuildException()
        : this("The engine could not be built.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public EngineBuildException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public EngineBuildException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.BuildFailed, nativeCode: 0)
    {
    }

    internal EngineBuildException(string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException, status, nativeCode)
    {
    }
}
