namespace TensorRTSharp;

/// <summary>nvinfer1::AllocatorFlags: what TensorRT wants of memory that it asks an allocator for.</summary>
[Flags]
public enum AllocatorFlags
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>
    /// nvinfer1::AllocatorFlag::kRESIZABLE: <see cref="IGpuAllocator.Reallocate"/> may be asked for more of it.
    /// </summary>
    Resizable = 1 << AllocatorFlag.Resizable,
}
