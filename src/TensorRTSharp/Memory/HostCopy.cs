using System.Runtime.InteropServices;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// Copies between typed host memory and native buffers, also of more bytes than a span of bytes can hold.
/// </summary>
internal static class HostCopy
{
    private const int ChunkBytes = 1 << 30;

    internal static void FromHost<T>(BufferHandle target, long byteOffset, ReadOnlySpan<T> source)
        where T : unmanaged
    {
        while (!source.IsEmpty)
        {
            ReadOnlySpan<byte> chunk = MemoryMarshal.AsBytes(source[..Math.Min(source.Length, ElementsPerChunk<T>())]);
            NativeMethods.BufferCopyFromHost(target, byteOffset, chunk);
            byteOffset += chunk.Length;
            source = source[Math.Min(source.Length, ElementsPerChunk<T>())..];
        }
    }

    internal static void ToHost<T>(BufferHandle source, long byteOffset, Span<T> target)
        where T : unmanaged
    {
        while (!target.IsEmpty)
        {
            Span<byte> chunk = MemoryMarshal.AsBytes(target[..Math.Min(target.Length, ElementsPerChunk<T>())]);
            NativeMethods.BufferCopyToHost(source, byteOffset, chunk);
            byteOffset += chunk.Length;
            target = target[Math.Min(target.Length, ElementsPerChunk<T>())..];
        }
    }

    /// <summary>From memory that somebody else allocated, once what is queued in a raw stream is done.</summary>
    internal static void ToHost<T>(LibraryPointer library, nint address, nint stream, Span<T> target)
        where T : unmanaged
    {
        while (!target.IsEmpty)
        {
            Span<byte> chunk = MemoryMarshal.AsBytes(target[..Math.Min(target.Length, ElementsPerChunk<T>())]);
            NativeMethods.MemoryCopyToHost(library, chunk, address, stream);
            address += chunk.Length;
            target = target[Math.Min(target.Length, ElementsPerChunk<T>())..];
        }
    }

    /// <summary>The bytes of a span, as a long.</summary>
    internal static long ByteLength<T>(ReadOnlySpan<T> span)
        where T : unmanaged =>
        (long)span.Length * Size<T>();

    internal static int Size<T>()
        where T : unmanaged =>
        System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    private static int ElementsPerChunk<T>()
        where T : unmanaged =>
        Math.Max(1, ChunkBytes / Size<T>());
}
