namespace TensorRTSharp;

/// <summary>The folder of an <see cref="EngineCache"/> cannot be used: the message says why and how to mend it.</summary>
public sealed class EngineCacheException : IOException
{
    /// <summary>Creates an exception with a general message.</summary>
    public EngineCacheException()
        : this("The engine cache cannot be used.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public EngineCacheException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public EngineCacheException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
