namespace TensorRTSharp.Interop;

/// <summary>Takes a run's requests for memory to an <see cref="IOutputAllocator"/>.</summary>
internal sealed unsafe class AllocatingCallback(IOutputAllocator allocator) : OutputAllocatorCallback
{
    protected override bool HasReallocateOutputAsync => true;

    protected override bool HasReallocateOutput => true;

    protected override void* ReallocateOutputAsync(
        byte* tensorName, void* currentMemory, long size, long alignment, void* stream) =>
        (void*)allocator.Reallocate(Utf8.ToString((nint)tensorName), (nint)currentMemory, size, alignment, (nint)stream);

    protected override void* ReallocateOutput(byte* tensorName, void* currentMemory, long size, long alignment) =>
        (void*)allocator.Reallocate(Utf8.ToString((nint)tensorName), (nint)currentMemory, size, alignment, 0);

    protected override void NotifyShape(byte* tensorName, NativeDims* dims) =>
        allocator.NotifyShape(Utf8.ToString((nint)tensorName), dims->AsSpan());
}
