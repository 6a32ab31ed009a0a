namespace TensorRTSharp.Interop;

/// <summary>The allocator of a builder or a runtime, which whatever is made from it uses too.</summary>
internal sealed class GpuAllocatorSlot(TensorRT library, CallbackFailure failures)
{
    private IGpuAllocator? _allocator;

    internal IGpuAllocator? Allocator => Volatile.Read(ref _allocator);

    /// <summary>
    /// What was made from the owner goes on with the allocator that it had then: allocators live as long as the owner, which
    /// is kept by what was made from it.
    /// </summary>
    internal void Set<THandle>(THandle owner, IGpuAllocator? allocator, Action<THandle, GpuAllocatorHandle?> set)
        where THandle : NativeHandle
    {
        if (allocator is null)
        {
            set(owner, null);
        }
        else if (!ReferenceEquals(allocator, Allocator))
        {
            using GpuAllocatorHandle handle = GpuMemoryCallback.Create(allocator, failures, library.Library);
            owner.KeepAlive(handle);
            set(owner, handle);
        }

        Volatile.Write(ref _allocator, allocator);
    }
}
