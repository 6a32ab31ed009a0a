namespace TensorRTSharp;

/// <summary>
/// Device memory, or memory that a native library asked for, ran out. Unlike most <see cref="OutOfMemoryException"/>s
/// the process is sound: smaller shapes, a smaller workspace or freed buffers may help.
/// </summary>
public sealed class TensorRTOutOfMemoryException : OutOfMemoryException
{
    /// <summary>Creates an exception with a general message.</summary>
    public TensorRTOutOfMemoryException()
        : this("A native allocation failed.")
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/>.</summary>
    public TensorRTOutOfMemoryException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception with <paramref name="message"/> and its cause.</summary>
    public TensorRTOutOfMemoryException(string message, Exception? innerException)
        : this(message, innerException, nativeCode: 0)
    {
    }

    internal TensorRTOutOfMemoryException(string message, Exception? innerException, int nativeCode)
        : base(message, innerException) =>
        NativeCode = nativeCode;

    /// <summary>The number that the foreign library gave (a CUresult), or 0 where there is none.</summary>
    public int NativeCode { get; }
}
