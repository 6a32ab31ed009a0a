using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/buffer.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_create(
        LibraryPointer library, long byteSize, out BufferHandle buffer);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void trts_buffer_destroy(nint buffer);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_get_address(BufferHandle buffer, out nint address);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_get_size(BufferHandle buffer, out long byteSize);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_from_host(
        BufferHandle buffer, long offset, ReadOnlySpan<byte> source, long byteSize);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_to_host(
        BufferHandle buffer, long offset, Span<byte> target, long byteSize);

    internal static BufferHandle BufferCreate(LibraryPointer library, long byteSize)
    {
        trts_buffer_create(library, byteSize, out BufferHandle buffer).ThrowIfFailed();
        buffer.Adopt();
        return buffer;
    }

    internal static void BufferDestroy(nint buffer) => trts_buffer_destroy(buffer);

    internal static nint BufferGetAddress(BufferHandle buffer)
    {
        trts_buffer_get_address(buffer, out nint address).ThrowIfFailed();
        return address;
    }

    internal static long BufferGetSize(BufferHandle buffer)
    {
        trts_buffer_get_size(buffer, out long byteSize).ThrowIfFailed();
        return byteSize;
    }

    internal static void BufferCopyFromHost(BufferHandle buffer, long offset, ReadOnlySpan<byte> source) =>
        trts_buffer_copy_from_host(buffer, offset, source, source.Length).ThrowIfFailed();

    internal static void BufferCopyToHost(BufferHandle buffer, long offset, Span<byte> target) =>
        trts_buffer_copy_to_host(buffer, offset, target, target.Length).ThrowIfFailed();
}
