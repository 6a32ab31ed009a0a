namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IOutputAllocator: provides the memory of one output once its size is known. Called while a run is enqueued or
/// executed, by one thread at a time for each context. <see cref="OutputBuffer"/> is one that is ready to use.
/// </summary>
public interface IOutputAllocator
{
    /// <summary>nvinfer1::IOutputAllocator::reallocateOutputAsync, reallocateOutput: asks for memory.</summary>
    /// <param name="tensor">The name of the output.</param>
    /// <param name="currentMemory">The address that the output was bound to; 0 for none.</param>
    /// <param name="byteLength">The bytes that are needed; may be 0.</param>
    /// <param name="alignment">What the address must be a multiple of.</param>
    /// <param name="stream">The raw stream of the run; 0 where TensorRT does not say.</param>
    /// <returns>
    /// An address in the device's memory (host memory on the CPU backend), which stays valid until the run is done; 0
    /// fails the run.
    /// </returns>
    nint Reallocate(string tensor, nint currentMemory, long byteLength, long alignment, nint stream);

    /// <summary>nvinfer1::IOutputAllocator::notifyShape: the shape of the output is known.</summary>
    /// <param name="tensor">The name of the output.</param>
    /// <param name="shape">The shape; valid during the call.</param>
    void NotifyShape(string tensor, ReadOnlySpan<long> shape);
}
