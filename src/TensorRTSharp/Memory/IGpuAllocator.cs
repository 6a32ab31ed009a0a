namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IGpuAllocator: provides the device memory that builds, engines and contexts take, in place of TensorRT's own
/// allocator. Set to a <see cref="Builder"/>, a <see cref="Runtime"/> or an <see cref="InferenceContext"/>.
/// <see cref="TrackingGpuAllocator"/> is one that is ready to use; <see cref="IGpuAsyncAllocator"/> is easier to implement
/// for memory that is allocated in the order of streams.
/// </summary>
/// <remarks>
/// <para>Every method is called from any thread, several at once: implementations must be thread-safe. They are called as long
/// as anything lives that uses the allocator, also while it is destroyed, on the finalizer's thread too: the allocator is kept
/// until then.</para>
/// <para>What a method throws comes out of the call in which it was thrown, as the inner exception of its failure. Where no
/// call is running (an engine or a context is being disposed), or TensorRT calls from a thread of its own that nobody waits
/// for, the log of the builder or runtime that the allocator was set to tells of it, and the next call on that object raises
/// it.</para>
/// <para>Memory that TensorRT cannot get in one way it may ask for in another, or do with less: 0 is no failure of the
/// call.</para>
/// </remarks>
public interface IGpuAllocator
{
    /// <summary>nvinfer1::IGpuAllocator::allocate: provides memory that can be used at once.</summary>
    /// <param name="byteLength">The size in bytes; at least 1.</param>
    /// <param name="alignment">
    /// A power of 2 that the address must be a multiple of, no more than cuMemAlloc gives anyway; 0 for any.
    /// </param>
    /// <param name="flags">What is wanted of the memory.</param>
    /// <returns>A device address; 0 where there is no such memory.</returns>
    nint Allocate(long byteLength, long alignment, AllocatorFlags flags);

    /// <summary>nvinfer1::IGpuAllocator::deallocate: takes memory back, which nothing uses any more.</summary>
    /// <param name="memory">An address that this allocator gave; never 0.</param>
    /// <returns>False where it could not be released.</returns>
    bool Deallocate(nint memory);

    /// <summary>
    /// nvinfer1::IGpuAllocator::reallocate: changes the size of memory that was allocated as
    /// <see cref="AllocatorFlags.Resizable"/>, in place or with a copy of what it holds. By default it cannot.
    /// </summary>
    /// <param name="memory">An address that this allocator gave.</param>
    /// <param name="alignment">As it was when the memory was allocated.</param>
    /// <param name="byteLength">The size that is wanted.</param>
    /// <returns>The new address; 0 where it cannot: then the memory stays as it is.</returns>
    nint Reallocate(nint memory, long alignment, long byteLength) => 0;

    /// <summary>
    /// nvinfer1::IGpuAllocator::allocateAsync: provides memory that work added to a stream from now on can use. By default it
    /// is <see cref="Allocate"/>.
    /// </summary>
    /// <param name="byteLength">The size in bytes; at least 1.</param>
    /// <param name="alignment">What the address must be a multiple of; 0 for any.</param>
    /// <param name="flags">What is wanted of the memory.</param>
    /// <param name="stream">The raw stream (a CUstream); 0 for the default one.</param>
    /// <returns>A device address; 0 where there is no such memory.</returns>
    nint AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream) =>
        Allocate(byteLength, alignment, flags);

    /// <summary>
    /// nvinfer1::IGpuAllocator::deallocateAsync: takes memory back that work in a stream may still use: it must not be freed
    /// before the stream has come to this place. By default it is <see cref="Deallocate"/>.
    /// </summary>
    /// <param name="memory">An address that this allocator gave; never 0.</param>
    /// <param name="stream">The raw stream (a CUstream); 0 for the default one.</param>
    /// <returns>False where it could not be released.</returns>
    bool DeallocateAsync(nint memory, nint stream) => Deallocate(memory);
}
