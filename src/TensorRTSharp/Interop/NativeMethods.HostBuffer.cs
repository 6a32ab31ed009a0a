using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/host_buffer.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_host_buffer_create(
        LibraryPointer library, int device, long byteSize, out HostBufferHandle buffer);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void trts_host_buffer_destroy(nint buffer);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_host_buffer_get_address(HostBufferHandle buffer, out nint address);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_host_buffer_get_size(HostBufferHandle buffer, out long byteSize);

    internal static HostBufferHandle HostBufferCreate(LibraryPointer library, int device, long byteSize)
    {
        trts_host_buffer_create(library, device, byteSize, out HostBufferHandle buffer).ThrowIfFailed();
        buffer.Adopt();
        trts_host_buffer_get_address(buffer, out nint address).ThrowIfFailed();
        (buffer.Address, buffer.ByteLength) = (address, byteSize);
        return buffer;
    }

    internal static long HostBufferGetSize(HostBufferHandle buffer)
    {
        trts_host_buffer_get_size(buffer, out long byteSize).ThrowIfFailed();
        return byteSize;
    }

    internal static void HostBufferDestroy(nint buffer) => trts_host_buffer_destroy(buffer);
}
