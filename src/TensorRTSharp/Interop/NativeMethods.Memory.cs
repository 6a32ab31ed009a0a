using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/memory.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_memory_is_on_device(LibraryPointer library, nint address, out int isOnDevice);

    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_memory_copy_from_host(
        LibraryPointer library, nint address, ReadOnlySpan<byte> source, long byteSize);

    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_memory_copy_to_host(
        LibraryPointer library, Span<byte> target, nint address, long byteSize, nint nativeStream);

    /// <summary>Is this memory a GPU's, which the processor cannot write to?</summary>
    internal static bool MemoryIsOnDevice(LibraryPointer library, nint address)
    {
        trts_memory_is_on_device(library, address, out int isOnDevice).ThrowIfFailed();
        return isOnDevice != 0;
    }

    internal static void MemoryCopyFromHost(LibraryPointer library, nint address, ReadOnlySpan<byte> source) =>
        trts_memory_copy_from_host(library, address, source, source.Length).ThrowIfFailed();

    /// <summary>Waits for the raw stream.</summary>
    internal static void MemoryCopyToHost(LibraryPointer library, Span<byte> target, nint address, nint nativeStream) =>
        trts_memory_copy_to_host(library, target, address, target.Length, nativeStream).ThrowIfFailed();
}
