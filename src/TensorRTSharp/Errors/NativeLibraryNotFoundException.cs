namespace TensorRTSharp;

/// <summary>
/// A native library could not be opened: the message lists every path that was tried, and what to install.
/// </summary>
public sealed class NativeLibraryNotFoundException : TensorRTException
{
    /// <summary>Creates an exception with a general message.</summary>
    public NativeLibraryNotFoundException()
        : this("A native library was not found.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public NativeLibraryNotFoundException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public NativeLibraryNotFoundException(string message, Exception? innerException)
        : this(message, innerException, TensorRTStatus.LibraryNotFound, nativeCode: 0)
    {
    }

    internal NativeLibraryNotFoundException(
        string message, Exception? innerException, TensorRTStatus status, int nativeCode)
        : base(message, innerException, status, nativeCode)
    {
    }
}
