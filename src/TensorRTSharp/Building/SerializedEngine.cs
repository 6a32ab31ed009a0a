using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IHostMemory: a built engine as bytes (a plan), for the version of TensorRT and the kind of device that
/// built it. Any thread may read it, several at once. Owned by the caller.
/// </summary>
public sealed class SerializedEngine : IDisposable
{
    private readonly HostMemoryHandle _handle;

    internal SerializedEngine(HostMemoryHandle handle)
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
    /// Writes the plan to a file. The file appears complete or not at all: it is written under another name in the same
    /// folder, then renamed.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        HostMemoryHandle handle = Handle;
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                HostMemory.CopyTo(handle, file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes the plan to a stream.</summary>
    /// <param name="destination">A writable stream.</param>
    public void CopyTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        HostMemory.CopyTo(Handle, destination);
    }

    /// <summary>
    /// Copies the plan to an array. For plans of up to 2 GB; <see cref="Save"/> and <see cref="CopyTo"/> have no limit.
    /// </summary>
    /// <returns>The plan's bytes.</returns>
    /// <exception cref="InvalidOperationException">The plan is too large for an array.</exception>
    public byte[] ToArray()
    {
        if (ByteLength > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"The plan has {ByteLength} bytes, more than an array can hold: use Save or CopyTo.");
        }

        byte[] bytes = new byte[ByteLength];
        using MemoryStream target = new(bytes);
        HostMemory.CopyTo(Handle, target);
        return bytes;
    }

    /// <summary>nvinfer1::IHostMemory's destructor: frees the plan.</summary>
    public void Dispose() => _handle.Dispose();
}
