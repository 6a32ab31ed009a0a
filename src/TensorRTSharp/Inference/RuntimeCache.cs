using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRuntimeCache: kernels that TensorRT-RTX compiled when contexts were made, so that the next process need not
/// compile them. One thread at a time. Owned by the caller; may be disposed before or after what uses it.
/// </summary>
public sealed class RuntimeCache : IDisposable
{
    private readonly RuntimeCacheHandle _handle;

    internal RuntimeCache(RuntimeCacheHandle handle) => _handle = handle;

    internal RuntimeCacheHandle RawHandle => _handle;

    internal RuntimeCacheHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>nvinfer1::IRuntimeCache::serialize. Owned by the caller.</summary>
    /// <returns>The bytes, for <see cref="Deserialize"/>.</returns>
    public HostMemory Serialize() => new(NativeMethods.RuntimeCacheSerialize(Handle));

    /// <summary>nvinfer1::IRuntimeCache::deserialize.</summary>
    /// <param name="cache">What <see cref="Serialize"/> gave.</param>
    /// <exception cref="EngineLoadException">The bytes are damaged, or of another version, device or driver.</exception>
    public void Deserialize(ReadOnlySpan<byte> cache) => NativeMethods.RuntimeCacheDeserialize(Handle, cache);

    /// <summary>nvinfer1::IRuntimeCache::reset: forgets everything.</summary>
    public void Reset() => NativeMethods.RuntimeCacheReset(Handle);

    /// <summary>Frees the cache, once nothing uses it any more.</summary>
    public void Dispose() => _handle.Dispose();
}
