using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IHostMemory: bytes that TensorRT made: a plan (<see cref="SerializedEngine"/>), a timing cache. Any thread
/// may read it, several at once. Owned by the caller.
/// </summary>
public class HostMemory : IDisposable
{
    private readonly HostMemoryHandle _handle;

    internal HostMemory(HostMemoryHandle handle)
    {
        _handle = handle;
        ByteLength = NativeMethods.HostMemorySize(handle);
    }

    /// <summary>nvinfer1::IHostMemory::size: the size in bytes.</summary>
    public long ByteLength { get; }

    internal HostMemoryHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>
    /// Writes the bytes to a file. The file appears complete or not at all: it is written under another name in the same
    /// folder, then renamed.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        HostMemoryHandle handle = Handle;
        AtomicFile.Write(path, file => HostMemoryBytes.CopyTo(handle, file));
    }

    /// <summary>Writes the bytes to a stream.</summary>
    /// <param name="destination">A writable stream.</param>
    public void CopyTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        HostMemoryBytes.CopyTo(Handle, destination);
    }

    /// <summary>
    /// Copies the bytes to an array, up to 2 GB; <see cref="Save"/> and <see cref="CopyTo"/> have no limit.
    /// </summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="InvalidOperationException">They are too many for an array.</exception>
    public byte[] ToArray()
    {
        if (ByteLength > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"There are {ByteLength} bytes, more than an array can hold: use Save or CopyTo.");
        }

        byte[] bytes = new byte[ByteLength];
        using MemoryStream target = new(bytes);
        HostMemoryBytes.CopyTo(Handle, target);
        return bytes;
    }

    /// <summary>nvinfer1::IHostMemory's destructor: frees the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    /// <param name="disposing">True: called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
        }
    }
}
