using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>The object that stands for an IOutputAllocator.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_output_allocator_create(
        LibraryPointer library, in OutputAllocatorCallbacks callbacks, out OutputAllocatorHandle allocator);

    /// <summary>Calls go to <paramref name="callback"/> until the allocator is destroyed, which disposes it.</summary>
    internal static OutputAllocatorHandle OutputAllocatorCreate(
        LibraryPointer library, OutputAllocatorCallback callback)
    {
        UserData userData = callback.Pin(out OutputAllocatorCallbacks callbacks);
        NativeStatus status = trts_output_allocator_create(library, in callbacks, out OutputAllocatorHandle allocator);
        return OwnCreated(status, allocator, userData);
    }
}
