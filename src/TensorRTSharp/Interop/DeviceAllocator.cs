using System.Collections.Concurrent;

namespace TensorRTSharp.Interop;

/// <summary>The memory of the calling thread's current device, by cuMemAlloc; host memory on the CPU backend.</summary>
internal sealed class DeviceAllocator(TensorRT library) : IGpuAllocator
{
    private readonly ConcurrentDictionary<nint, BufferHandle> _buffers = new();

    public nint Allocate(long byteLength, long alignment, AllocatorFlags flags)
    {
        try
        {
            BufferHandle buffer = NativeMethods.BufferCreate(library.Library, byteLength);
            nint address = NativeMethods.BufferGetAddress(buffer);
            _buffers[address] = buffer;
            return address;
        }
        catch (OutOfMemoryException)
        {
            return 0; // TensorRT may do with less
        }
    }

    /// <summary>cuMemFree waits for what uses the memory.</summary>
    public bool Deallocate(nint memory)
    {
        if (!_buffers.TryRemove(memory, out BufferHandle? buffer))
        {
            return false;
        }

        buffer.Dispose();
        return true;
    }
}
