using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRuntimeConfig: how contexts are made. TensorRT 10.11, 11, RTX. One thread at a time. Owned by the caller;
/// may be disposed before or after its engine and the contexts made with it.
/// </summary>
public sealed class RuntimeConfig : IDisposable
{
    private readonly RuntimeConfigHandle _handle;
    private RuntimeCache? _cache;

    internal RuntimeConfig(RuntimeConfigHandle handle) => _handle = handle;

    /// <summary>
    /// nvinfer1::IRuntimeConfig::setExecutionContextAllocationStrategy, getExecutionContextAllocationStrategy: who
    /// provides the memory of inner tensors, and when.
    /// </summary>
    public ExecutionContextAllocationStrategy AllocationStrategy
    {
        get => NativeMethods.RuntimeConfigGetExecutionContextAllocationStrategy(Handle);
        set => NativeMethods.RuntimeConfigSetExecutionContextAllocationStrategy(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IRuntimeConfig::setRuntimeCache, getRuntimeCache: where kernels that were compiled are kept. Held until
    /// it is replaced or this object is disposed. TensorRT-RTX.
    /// </summary>
    public RuntimeCache? RuntimeCache
    {
        get
        {
            _ = Handle;
            return _cache;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RuntimeConfigHandle handle = Handle;
            NativeMethods.RuntimeConfigSetRuntimeCache(handle, value.Handle);
            handle.KeepAlive(value.Handle);
            if (_cache is not null)
            {
                handle.LetGo(_cache.RawHandle);
            }

            _cache = value;
        }
    }

    /// <summary>
    /// nvinfer1::IRuntimeConfig::setDynamicShapesKernelSpecializationStrategy,
    /// getDynamicShapesKernelSpecializationStrategy: when kernels for new shapes are compiled. TensorRT-RTX.
    /// </summary>
    public DynamicShapesKernelSpecializationStrategy KernelSpecializationStrategy
    {
        get => NativeMethods.RuntimeConfigGetDynamicShapesKernelSpecializationStrategy(Handle);
        set => NativeMethods.RuntimeConfigSetDynamicShapesKernelSpecializationStrategy(Handle, value);
    }

    /// <summary>
    /// nvinfer1::IRuntimeConfig::setCudaGraphStrategy, getCudaGraphStrategy: does TensorRT capture runs as CUDA graphs
    /// itself? TensorRT-RTX.
    /// </summary>
    public CudaGraphStrategy CudaGraphStrategy
    {
        get => NativeMethods.RuntimeConfigGetCudaGraphStrategy(Handle);
        set => NativeMethods.RuntimeConfigSetCudaGraphStrategy(Handle, value);
    }

    internal RuntimeConfigHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>nvinfer1::IRuntimeConfig::createRuntimeCache. Owned by the caller. TensorRT-RTX.</summary>
    /// <returns>The cache, empty; set it as <see cref="RuntimeCache"/> to use it.</returns>
    public RuntimeCache CreateRuntimeCache() => new(NativeMethods.RuntimeConfigCreateRuntimeCache(Handle));

    /// <summary>Frees the configuration.</summary>
    public void Dispose() => _handle.Dispose();
}
