using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IGpuAsyncAllocator: an <see cref="IGpuAllocator"/> of memory that is allocated and freed in the order of streams.
/// Only <see cref="IGpuAllocator.AllocateAsync"/> and <see cref="IGpuAllocator.DeallocateAsync"/> are left to implement; what
/// is wanted without a stream is asked of them with the default one.
/// </summary>
[SuppressMessage(
    "Design", "CA1033:Interface methods should be callable by child types", Justification = "They are: by IGpuAllocator's name.")]
public interface IGpuAsyncAllocator : IGpuAllocator
{
    /// <inheritdoc/>
    abstract nint IGpuAllocator.AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream);

    /// <inheritdoc/>
    abstract bool IGpuAllocator.DeallocateAsync(nint memory, nint stream);

    /// <inheritdoc/>
    nint IGpuAllocator.Allocate(long byteLength, long alignment, AllocatorFlags flags) =>
        AllocateAsync(byteLength, alignment, flags, 0);

    /// <inheritdoc/>
    bool IGpuAllocator.Deallocate(nint memory) => DeallocateAsync(memory, 0);
}
