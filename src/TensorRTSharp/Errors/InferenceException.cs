namespace TensorRTSharp;

/// <summary>
/// An inference failed while it ran: the message names the operator or the tensor, where they are known.
/// </summary>
public sealed class InferenceException : TensorRTException
{
    /// <summary>Creates an exception with a general message.</summary>
    public InferenceException()
        : this("The inference failed.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public InferenceException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public InferenceException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.ExecutionFailed, nativeCode: 0)
    {
    }

    internal InferenceException(string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException, status, nativeCode)
    {
    }
}
