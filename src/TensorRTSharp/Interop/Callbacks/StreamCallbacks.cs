namespace TensorRTSharp.Interop;

/// <summary>Takes a plan, piece by piece, to a .NET stream.</summary>
internal sealed unsafe class WritingCallback(Stream destination) : StreamWriterCallback
{
    /// <summary>Null where the backend does not write to streams.</summary>
    internal StreamWriterHandle? TryCreate(LibraryPointer library)
    {
        try
        {
            return Create(library);
        }
        catch (TensorRTNotSupportedException)
        {
            return null;
        }
    }

    protected override long Write(void* data, long nbBytes)
    {
        for (long offset = 0; offset < nbBytes;)
        {
            int count = (int)Math.Min(nbBytes - offset, HostMemoryBytes.ChunkBytes);
            destination.Write(new ReadOnlySpan<byte>((byte*)data + offset, count));
            offset += count;
        }

        return nbBytes;
    }
}

/// <summary>Gives TensorRT the bytes of a .NET stream.</summary>
internal sealed unsafe class ReadingCallback(Stream source) : StreamReaderCallback
{
    protected override long Read(void* destination, long nbBytes) => StreamBytes.Read(source, (byte*)destination, nbBytes);
}

/// <summary>Gives TensorRT the bytes of a .NET stream, also into a device's memory.</summary>
internal sealed unsafe class SeekingCallback(Stream source, LibraryPointer library) : StreamReaderV2Callback
{
    private readonly long _start = source.Position; // of the plan, which TensorRT counts from

    protected override long Read(void* destination, long nbBytes, void* stream)
    {
        if (!NativeMethods.MemoryIsOnDevice(library, (nint)destination))
        {
            return StreamBytes.Read(source, (byte*)destination, nbBytes);
        }

        byte[] chunk = new byte[Math.Min(nbBytes, HostMemoryBytes.ChunkBytes)];
        long total = 0;
        while (total < nbBytes)
        {
            int count = source.ReadAtLeast(
                chunk.AsSpan(0, (int)Math.Min(chunk.Length, nbBytes - total)), 1, throwOnEndOfStream: false);
            if (count == 0)
            {
                break;
            }

            NativeMethods.MemoryCopyFromHost(library, (nint)destination + (nint)total, chunk.AsSpan(0, count));
            total += count;
        }

        return total;
    }

    protected override bool Seek(long offset, SeekPosition where)
    {
        _ = where switch
        {
            SeekPosition.Set => source.Seek(checked(_start + offset), SeekOrigin.Begin),
            SeekPosition.Cur => source.Seek(offset, SeekOrigin.Current),
            _ => source.Seek(offset, SeekOrigin.End),
        };
        return true;
    }
}

internal static unsafe class StreamBytes
{
    /// <summary>As many bytes as are wanted, or as the stream still has.</summary>
    internal static long Read(Stream source, byte* destination, long count)
    {
        long total = 0;
        while (total < count)
        {
            int wanted = (int)Math.Min(count - total, HostMemoryBytes.ChunkBytes);
            int read = source.ReadAtLeast(new Span<byte>(destination + total, wanted), 1, throwOnEndOfStream: false);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }
}
