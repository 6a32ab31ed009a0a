using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary><c>trts_output_allocator_callbacks</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OutputAllocatorCallbacks
{
    internal delegate* unmanaged[Cdecl]<byte*, void*, long, long, void*, void*, void*> ReallocateOutputAsync;
    internal delegate* unmanaged[Cdecl]<byte*, NativeDims*, void*, void> NotifyShape;
    internal void* UserData;
}
