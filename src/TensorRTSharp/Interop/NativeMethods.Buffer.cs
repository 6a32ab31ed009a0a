using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/buffer.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_create(
        LibraryPointer library, long byteSize, out BufferHandle buffer);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_create_on_device(
        LibraryPointer library, int device, long byteSize, out BufferHandle buffer);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void trts_buffer_destroy(nint buffer);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_get_address(BufferHandle buffer, out nint address);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_get_size(BufferHandle buffer, out long byteSize);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_get_device(BufferHandle buffer, out int device);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_from_host(
        BufferHandle buffer, long offset, ReadOnlySpan<byte> source, long byteSize);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_from_host_async(
        BufferHandle buffer, long offset, nint source, long byteSize, StreamHandle stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_to_host(
        BufferHandle buffer, long offset, Span<byte> target, long byteSize);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_to_host_async(
        BufferHandle buffer, long offset, nint target, long byteSize, StreamHandle stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_from_buffer(
        BufferHandle buffer, long offset, BufferHandle source, long sourceOffset, long byteSize);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_copy_from_buffer_async(
        BufferHandle buffer, long offset, BufferHandle source, long sourceOffset, long byteSize, StreamHandle stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_memset(
        BufferHandle buffer, long offset, int value, long byteSize);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_buffer_memset_async(
        BufferHandle buffer, long offset, int value, long byteSize, StreamHandle stream);

    internal static BufferHandle BufferCreate(LibraryPointer library, long byteSize)
    {
        trts_buffer_create(library, byteSize, out BufferHandle buffer).ThrowIfFailed();
        buffer.Adopt();
        return buffer;
    }

    internal static BufferHandle BufferCreate(LibraryPointer library, int device, long byteSize)
    {
        trts_buffer_create_on_device(library, device, byteSize, out BufferHandle buffer).ThrowIfFailed();
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

    internal static int BufferGetDevice(BufferHandle buffer)
    {
        trts_buffer_get_device(buffer, out int device).ThrowIfFailed();
        return device;
    }

    /// <summary>Both buffers' handles wait for the copy before they are destroyed.</summary>
    internal static void BufferCopyFromHostAsync(
        BufferHandle buffer, long offset, HostBufferHandle source, long sourceOffset, long byteSize, StreamHandle stream)
    {
        nint address = source.AddressOf(sourceOffset, byteSize);
        source.UsedOn(stream);
        buffer.UsedOn(stream);
        using HeldHandle held = new(source); // the native call has only the address
        trts_buffer_copy_from_host_async(buffer, offset, address, byteSize, stream).ThrowIfFailed();
    }

    /// <summary>Both buffers' handles wait for the copy before they are destroyed.</summary>
    internal static void BufferCopyToHostAsync(
        BufferHandle buffer, long offset, HostBufferHandle target, long targetOffset, long byteSize, StreamHandle stream)
    {
        nint address = target.AddressOf(targetOffset, byteSize);
        target.UsedOn(stream);
        buffer.UsedOn(stream);
        using HeldHandle held = new(target); // the native call has only the address
        trts_buffer_copy_to_host_async(buffer, offset, address, byteSize, stream).ThrowIfFailed();
    }

    /// <summary>Done on return.</summary>
    internal static void BufferCopyFromBuffer(
        BufferHandle buffer, long offset, BufferHandle source, long sourceOffset, long byteSize) =>
        trts_buffer_copy_from_buffer(buffer, offset, source, sourceOffset, byteSize).ThrowIfFailed();

    /// <summary>Both buffers' handles wait for the copy before they are destroyed.</summary>
    internal static void BufferCopyFromBufferAsync(
        BufferHandle buffer, long offset, BufferHandle source, long sourceOffset, long byteSize, StreamHandle stream)
    {
        source.UsedOn(stream);
        buffer.UsedOn(stream);
        trts_buffer_copy_from_buffer_async(buffer, offset, source, sourceOffset, byteSize, stream).ThrowIfFailed();
    }

    /// <summary>Done on return.</summary>
    internal static void BufferMemset(BufferHandle buffer, long offset, byte value, long byteSize) =>
        trts_buffer_memset(buffer, offset, value, byteSize).ThrowIfFailed();

    /// <summary>The buffer's handle waits for the work before it is destroyed.</summary>
    internal static void BufferMemsetAsync(
        BufferHandle buffer, long offset, byte value, long byteSize, StreamHandle stream)
    {
        buffer.UsedOn(stream);
        trts_buffer_memset_async(buffer, offset, value, byteSize, stream).ThrowIfFailed();
    }
}
