using System.Buffers;

namespace TensorRTSharp.Interop;

/// <summary>
/// Pinned host memory that grows: what copies to and from a GPU are fast with, and what the CPU backend runs on. One
/// thread at a time. Spans over it live no longer than the call that makes them.
/// </summary>
internal sealed unsafe class StagingBuffer(LibraryPointer library, int device) : IDisposable
{
    private const long SmallestCapacity = 256;

    private HostBufferHandle? _handle;

    /// <summary>The memory of now; another one after <see cref="Reserve"/> had to grow.</summary>
    internal HostBufferHandle Handle =>
        _handle ?? throw new InvalidOperationException("The staging buffer has no memory yet: reserve some first.");

    /// <summary>Makes room; what was in a smaller buffer is lost.</summary>
    internal HostBufferHandle Reserve(long byteLength)
    {
        if (_handle is null || _handle.ByteLength < byteLength)
        {
            long doubled = _handle is null ? SmallestCapacity : _handle.ByteLength * 2;
            HostBufferHandle larger = NativeMethods.HostBufferCreate(library, device, Math.Max(byteLength, doubled));
            _handle?.Dispose(); // waits for copies that are queued
            _handle = larger;
        }

        return _handle;
    }

    /// <summary>Copies to the start of the memory, which has room for it.</summary>
    internal void Write<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        using HeldHandle held = new(Handle);
        source.CopyTo(Span<T>(source.Length));
    }

    /// <summary>Lends the start of the memory to <paramref name="write"/>.</summary>
    internal void Write<T, TState>(int count, TState state, SpanAction<T, TState> write)
        where T : unmanaged
        where TState : allows ref struct
    {
        using HeldHandle held = new(Handle);
        write(Span<T>(count), state);
    }

    /// <summary>Copies from the start of the memory, which has as much.</summary>
    internal void Read<T>(Span<T> target)
        where T : unmanaged
    {
        using HeldHandle held = new(Handle);
        Span<T>(target.Length).CopyTo(target);
    }

    public void Dispose() => _handle?.Dispose();

    private Span<T> Span<T>(int count)
        where T : unmanaged
    {
        _ = Handle.AddressOf(0, (long)count * sizeof(T));
        return new Span<T>((void*)Handle.Address, count);
    }
}
