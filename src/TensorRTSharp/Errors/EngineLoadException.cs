namespace TensorRTSharp;

/// <summary>
/// A serialized engine could not be loaded: damaged, made by another version, or for another backend or device.
/// </summary>
public sealed class EngineLoadException : TensorRTException
{
    /// <summary>Creates an exception with a general message.</summary>
    public EngineLoadException()
        : this("The engine could not be loaded.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public EngineLoadException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public EngineLoadException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.LoadFailed, nativeCode: 0)
    {
    }

    internal EngineLoadException(string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException, status, nativeCode)
    {
    }
}
