using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPluginResourceContext: what an <see cref="InferenceContext"/> lends the copy of a plugin that is attached to it
/// (<see cref="Plugin.Attach(PluginResourceContext)"/>), until that copy is released. On the threads that TensorRT calls the
/// plugin on.
/// </summary>
public sealed class PluginResourceContext
{
    private const string Gone = "The plugin that it was lent to is released: a plugin's resource context goes with it.";

    private readonly BorrowedRef _native;
    private readonly bool _isEmpty;
    private volatile bool _hasEnded;

    internal PluginResourceContext(TensorRT library, NativeView native)
    {
        _native = new BorrowedRef(null!, native);
        _isEmpty = library.Backend == Backend.Cpu || native.IsNull; // nothing of TensorRT's stands behind it
    }

    /// <summary>
    /// nvinfer1::IPluginResourceContext::getErrorRecorder: where the plugin may report errors; null where the context and its
    /// engine have none, and on <see cref="Backend.Cpu"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The plugin is released.</exception>
    public IErrorRecorder? ErrorRecorder
    {
        get
        {
            RequireLent();
            if (_isEmpty)
            {
                return null;
            }

            NativeView recorder = NativeMethods.PluginResourceContextGetErrorRecorder(_native);
            return recorder.IsNull ? null : ErrorRecorderSlot.Of(recorder) ?? new BorrowedErrorRecorder(recorder);
        }
    }

    /// <summary>
    /// nvinfer1::IPluginResourceContext::getGpuAllocator: has it an allocator? Not on <see cref="Backend.Cpu"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The plugin is released.</exception>
    public bool HasAllocator
    {
        get
        {
            RequireLent();
            return !_isEmpty && !NativeMethods.PluginResourceContextGetGpuAllocator(_native).IsNull;
        }
    }

    private BorrowedRef Allocator
    {
        get
        {
            RequireLent();
            NativeView allocator = _isEmpty ? default : NativeMethods.PluginResourceContextGetGpuAllocator(_native);
            return allocator.IsNull
                ? throw new TensorRTNotSupportedException(
                    "The plugin's context has no allocator (HasAllocator): ask for a workspace instead "
                    + "(Plugin.GetWorkspaceSize), or allocate with TensorRT.AllocateBuffer.")
                : new BorrowedRef(null!, allocator);
        }
    }

    /// <summary>nvinfer1::IGpuAllocator::allocateAsync: memory of the GPU, from whatever serves the context.</summary>
    /// <param name="size">How much; more than nothing.</param>
    /// <param name="alignment">A power of two.</param>
    /// <param name="stream">The CUstream in whose order it is used; 0 for the default stream.</param>
    /// <returns>A device address, to be given to <see cref="Free"/> before <see cref="Plugin.Release"/> returns.</returns>
    /// <exception cref="TensorRTNotSupportedException">There is no allocator.</exception>
    /// <exception cref="TensorRTOutOfMemoryException">The allocator gave nothing.</exception>
    /// <exception cref="ObjectDisposedException">The plugin is released.</exception>
    public nint Allocate(ByteSize size, long alignment = 256, nint stream = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Value);
        if (alignment <= 0 || (alignment & (alignment - 1)) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "The alignment must be a power of two.");
        }

        nint address = NativeMethods.GpuAllocatorRefAllocateAsync(Allocator, size.Value, alignment, 0, stream);
        return address != 0
            ? address
            : throw new TensorRTOutOfMemoryException($"The allocator of the plugin's context gave no {size} of memory.");
    }

    /// <summary>nvinfer1::IGpuAllocator::deallocateAsync.</summary>
    /// <param name="address">What <see cref="Allocate"/> gave.</param>
    /// <param name="stream">The CUstream whose work before this may still use it; 0 for the default stream.</param>
    /// <exception cref="ObjectDisposedException">The plugin is released.</exception>
    public void Free(nint address, nint stream = 0)
    {
        if (address != 0)
        {
            NativeMethods.GpuAllocatorRefDeallocateAsync(Allocator, address, stream);
        }
    }

    internal void End() => _hasEnded = true;

    private void RequireLent()
    {
        if (_hasEnded)
        {
            throw new ObjectDisposedException(nameof(PluginResourceContext), Gone);
        }
    }
}
