using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ITimingCache: how long kernels took in earlier builds, so that later ones need not measure them again. One
/// thread at a time. Owned by the caller; may be disposed before or after what it came from and what it was given to.
/// TensorRT-RTX measures nothing: its caches stay empty.
/// </summary>
public sealed class TimingCache : IDisposable
{
    private readonly TimingCacheHandle _handle;

    internal TimingCache(TimingCacheHandle handle) => _handle = handle;

    internal TimingCacheHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>nvinfer1::ITimingCache::serialize: what is known, to be kept for later. Owned by the caller.</summary>
    /// <returns>The bytes, for <see cref="BuilderConfig.CreateTimingCache(ReadOnlySpan{byte})"/>.</returns>
    public HostMemory Serialize() => new(NativeMethods.TimingCacheSerialize(Handle));

    /// <summary>nvinfer1::ITimingCache::combine: takes over what another cache knows.</summary>
    /// <param name="other">The other cache.</param>
    /// <param name="ignoreMismatch">Also where it is of another device or version.</param>
    /// <exception cref="ArgumentException">The caches do not fit each other, or are the same.</exception>
    public void Combine(TimingCache other, bool ignoreMismatch = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other == this)
        {
            // TensorRT-RTX 1.7 never returns from that.
            throw new ArgumentException("A cache cannot take over what it knows itself: give another one.", nameof(other));
        }

        NativeMethods.TimingCacheCombine(Handle, other.Handle, ignoreMismatch);
    }

    /// <summary>nvinfer1::ITimingCache::reset: forgets everything.</summary>
    public void Reset() => NativeMethods.TimingCacheReset(Handle);

    /// <summary>
    /// nvinfer1::ITimingCache::queryKeys: the operations that are known. TensorRT 10.8, 11, with
    /// <see cref="BuilderFlag.EditableTimingCache"/>.
    /// </summary>
    /// <returns>The keys.</returns>
    public TimingCacheKey[] GetKeys()
    {
        TimingCacheHandle handle = Handle;
        var keys = new NativeTimingCacheKey[NativeMethods.TimingCacheQueryKeys(handle, default)];
        long count = keys.Length == 0 ? 0 : NativeMethods.TimingCacheQueryKeys(handle, keys);
        return [.. keys.Take((int)count).Select(static key => new TimingCacheKey(key))];
    }

    /// <summary>
    /// nvinfer1::ITimingCache::query: what is known of an operation. TensorRT 10.8, 11, with
    /// <see cref="BuilderFlag.EditableTimingCache"/>.
    /// </summary>
    /// <param name="key">One of <see cref="GetKeys"/>.</param>
    /// <returns>
    /// The fastest tactic and its time; a <see cref="TimingCacheValue.TacticHash"/> of <see cref="ulong.MaxValue"/> where the
    /// key is not known.
    /// </returns>
    public TimingCacheValue Query(TimingCacheKey key)
    {
        NativeTimingCacheKey native = key.Native;
        NativeTimingCacheValue value = NativeMethods.TimingCacheQuery(Handle, in native);
        return new TimingCacheValue(value.TacticHash, TimeSpan.FromMilliseconds(value.TimingMSec));
    }

    /// <summary>
    /// nvinfer1::ITimingCache::update: decides which tactic later builds take for an operation. TensorRT 10.8, 11, with
    /// <see cref="BuilderFlag.EditableTimingCache"/>.
    /// </summary>
    /// <param name="key">One of <see cref="GetKeys"/>.</param>
    /// <param name="value">The tactic, and the time that it is to be taken for.</param>
    public void Update(TimingCacheKey key, TimingCacheValue value)
    {
        NativeTimingCacheKey nativeKey = key.Native;
        var nativeValue = new NativeTimingCacheValue
        {
            TacticHash = value.TacticHash,
            TimingMSec = (float)value.Timing.TotalMilliseconds,
        };
        NativeMethods.TimingCacheUpdate(Handle, in nativeKey, in nativeValue);
    }

    /// <summary>Frees the cache, once no configuration uses it any more.</summary>
    public void Dispose() => _handle.Dispose();
}
