namespace TensorRTSharp.Interop;

/// <summary>An allocator of the application's behind a native object.</summary>
internal interface IGpuMemoryCallback
{
    IGpuAllocator Allocator { get; }
}

/// <summary>Takes requests for device memory to an <see cref="IGpuAllocator"/>.</summary>
/// <remarks>
/// What it throws belongs to the call that runs on the same thread, whichever object that is made on; on TensorRT's threads
/// it goes to who enqueues to the stream, or else to the owner of the allocator.
/// </remarks>
internal sealed unsafe class GpuMemoryCallback(IGpuAllocator allocator, CallbackFailure owner)
    : GpuAllocatorCallback, IGpuMemoryCallback
{
    public IGpuAllocator Allocator => allocator;

    protected override bool HasReallocate => true;

    protected override bool HasAllocateAsync => true;

    protected override bool HasDeallocateAsync => true;

    protected override CallbackFailure? FailureElsewhere => owner;

    /// <summary>The native object that asks an allocator.</summary>
    internal static GpuAllocatorHandle Create(IGpuAllocator allocator, CallbackFailure owner, LibraryPointer library) =>
        allocator is IGpuAsyncAllocator
            ? new AsyncGpuMemoryCallback(allocator, owner).Create(library)
            : new GpuMemoryCallback(allocator, owner).Create(library);

    /// <summary>The allocator behind one that native code gives back; null where it is none of ours.</summary>
    internal static IGpuAllocator? Of(NativeView native) =>
        native.IsNull ? null : (Of<NativeCallback>(native) as IGpuMemoryCallback)?.Allocator;

    protected override void* Allocate(long size, long alignment, uint flags) =>
        size == 0 ? null : (void*)allocator.Allocate(size, alignment, (AllocatorFlags)flags);

    protected override void* Reallocate(void* argument0, ulong argument1, ulong argument2) =>
        (void*)allocator.Reallocate((nint)argument0, checked((long)argument1), checked((long)argument2));

    protected override bool Deallocate(void* memory) => memory is null || allocator.Deallocate((nint)memory);

    protected override void* AllocateAsync(long size, long alignment, uint flags, void* stream) =>
        AllocateAsync(allocator, size, alignment, flags, stream);

    protected override bool DeallocateAsync(void* memory, void* stream) =>
        memory is null || allocator.DeallocateAsync((nint)memory, (nint)stream);

    internal static void* AllocateAsync(IGpuAllocator allocator, long size, long alignment, uint flags, void* stream)
    {
        try
        {
            return size == 0 ? null : (void*)allocator.AllocateAsync(size, alignment, (AllocatorFlags)flags, (nint)stream);
        }
        catch (Exception exception) when (CallbackFailure.Current is null && DeviceStream.FailureOf((nint)stream) is { } failure)
        {
            failure.Report(exception);
            return null;
        }
    }
}

/// <summary>Takes requests for device memory to an <see cref="IGpuAsyncAllocator"/>.</summary>
internal sealed unsafe class AsyncGpuMemoryCallback(IGpuAllocator allocator, CallbackFailure owner)
    : GpuAsyncAllocatorCallback, IGpuMemoryCallback
{
    public IGpuAllocator Allocator => allocator;

    protected override bool HasReallocate => true;

    protected override CallbackFailure? FailureElsewhere => owner;

    protected override void* Reallocate(void* argument0, ulong argument1, ulong argument2) =>
        (void*)allocator.Reallocate((nint)argument0, checked((long)argument1), checked((long)argument2));

    protected override void* AllocateAsync(long size, long alignment, uint flags, void* stream) =>
        GpuMemoryCallback.AllocateAsync(allocator, size, alignment, flags, stream);

    protected override bool DeallocateAsync(void* memory, void* stream) =>
        memory is null || allocator.DeallocateAsync((nint)memory, (nint)stream);
}
