namespace TensorRTSharp;

/// <summary>
/// A calibration cache cannot be read, or belongs to another model or algorithm: the message names both and says how to
/// mend it.
/// </summary>
public sealed class CalibrationCacheException : IOException
{
    /// <summary>Creates an exception with a general message.</summary>
    public CalibrationCacheException()
        : this("The calibration cache cannot be used.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public CalibrationCacheException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public CalibrationCacheException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
