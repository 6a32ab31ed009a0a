using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// cuMemAlloc: memory that tensors are bound to; host memory on <see cref="Backend.Cpu"/>. Any thread may use it;
/// copies of the same bytes at once are the caller's affair. Owned by the caller: disposing waits for queued inferences
/// that use it, and a context to which it is bound keeps the memory until another one is bound.
/// </summary>
public sealed class DeviceBuffer : IDisposable
{
    private readonly BufferHandle _handle;

    internal DeviceBuffer(TensorRT library, long byteLength, int? device = null)
    {
        Library = library;
        _handle = device is { } named
            ? NativeMethods.BufferCreate(library.Library, named, byteLength)
            : NativeMethods.BufferCreate(library.Library, byteLength);
        Device = NativeMethods.BufferGetDevice(_handle);
        ByteLength = byteLength;
        Address = NativeMethods.BufferGetAddress(_handle);
    }

    /// <summary>The size in bytes.</summary>
    public long ByteLength { get; }

    /// <summary>The address: a CUdeviceptr on a GPU. Valid until the buffer is disposed.</summary>
    public nint Address { get; }

    /// <summary>The index of the GPU whose memory it is; 0 on the CPU backend.</summary>
    public int Device { get; }

    internal TensorRT Library { get; }

    internal BufferHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>Also after it was disposed: for who holds a reference to it.</summary>
    internal BufferHandle RawHandle => _handle;

    internal bool IsDisposed => _handle.IsDisposed;

    /// <summary>
    /// cuMemcpyHtoD: copies to the start of the buffer, complete on return. Not ordered with streams: synchronise those
    /// that use the buffer first.
    /// </summary>
    /// <typeparam name="T">An element type whose bytes are copied as they are.</typeparam>
    /// <param name="source">At most as many bytes as the buffer has.</param>
    /// <exception cref="ArgumentException">The source is larger than the buffer.</exception>
    public void CopyFrom<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        RequireFits(HostCopy.ByteLength(source), nameof(source));
        HostCopy.FromHost(Handle, 0, source);
    }

    /// <summary>
    /// cuMemcpyDtoH: copies from the start of the buffer until <paramref name="target"/> is full, complete on return.
    /// Not ordered with streams: synchronise those that write to the buffer first.
    /// </summary>
    /// <typeparam name="T">An element type whose bytes are copied as they are.</typeparam>
    /// <param name="target">At most as many bytes as the buffer has.</param>
    /// <exception cref="ArgumentException">The target is larger than the buffer.</exception>
    public void CopyTo<T>(Span<T> target)
        where T : unmanaged
    {
        RequireFits(HostCopy.ByteLength<T>(target), nameof(target));
        HostCopy.ToHost(Handle, 0, target);
    }

    /// <summary>cuMemFree, after waiting for queued inferences that use the memory.</summary>
    public void Dispose() => _handle.Dispose();

    private void RequireFits(long byteLength, string parameterName)
    {
        if (byteLength > ByteLength)
        {
            throw new ArgumentException($"{byteLength} bytes do not fit: the buffer has {ByteLength}.", parameterName);
        }
    }
}
