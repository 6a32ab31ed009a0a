using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// An <see cref="IGpuAllocator"/> that counts what TensorRT takes of another one, or of the device's memory. Any thread may
/// use and ask it, several at once. What is live once all that uses it is disposed has leaked.
/// </summary>
public sealed class TrackingGpuAllocator : IGpuAllocator
{
    private readonly IGpuAllocator _allocator;
    private readonly Lock _gate = new();
    private readonly Dictionary<nint, long> _live = [];
    private long _liveBytes;
    private long _peakBytes;
    private long _allocationCount;

    /// <summary>Counts what another allocator provides.</summary>
    /// <param name="allocator">Asked for all memory.</param>
    public TrackingGpuAllocator(IGpuAllocator allocator)
    {
        ArgumentNullException.ThrowIfNull(allocator);
        _allocator = allocator;
    }

    /// <summary>cuMemAlloc, cuMemFree: counts what is taken of the memory of the calling thread's current device.</summary>
    /// <param name="library">The library that the memory is for.</param>
    public TrackingGpuAllocator(TensorRT library)
    {
        ArgumentNullException.ThrowIfNull(library);
        _allocator = new DeviceAllocator(library);
    }

    /// <summary>How much is allocated now.</summary>
    public ByteSize LiveSize => ByteSize.Bytes(Read(ref _liveBytes));

    /// <summary>The most that was allocated at one time.</summary>
    public ByteSize PeakSize => ByteSize.Bytes(Read(ref _peakBytes));

    /// <summary>How many pieces of memory are allocated now.</summary>
    public int LiveCount
    {
        get
        {
            lock (_gate)
            {
                return _live.Count;
            }
        }
    }

    /// <summary>How many requests for memory were granted in all, reallocations included.</summary>
    public long AllocationCount => Read(ref _allocationCount);

    /// <inheritdoc/>
    public nint Allocate(long byteLength, long alignment, AllocatorFlags flags) =>
        Add(_allocator.Allocate(byteLength, alignment, flags), byteLength);

    /// <inheritdoc/>
    public nint AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream) =>
        Add(_allocator.AllocateAsync(byteLength, alignment, flags, stream), byteLength);

    /// <inheritdoc/>
    public nint Reallocate(nint memory, long alignment, long byteLength)
    {
        long before = Remove(memory); // first: another thread may get the address as soon as it is free
        nint moved = 0;
        try
        {
            moved = _allocator.Reallocate(memory, alignment, byteLength);
            return moved;
        }
        finally
        {
            if (moved != 0)
            {
                _ = Add(moved, byteLength);
            }
            else
            {
                PutBack(memory, before);
            }
        }
    }

    /// <inheritdoc/>
    public bool Deallocate(nint memory) => Release(memory, 0, static (allocator, address, _) => allocator.Deallocate(address));

    /// <inheritdoc/>
    public bool DeallocateAsync(nint memory, nint stream) =>
        Release(memory, stream, static (allocator, address, on) => allocator.DeallocateAsync(address, on));

    private bool Release(nint memory, nint stream, Func<IGpuAllocator, nint, nint, bool> release)
    {
        long byteLength = Remove(memory);
        bool isReleased = false;
        try
        {
            isReleased = release(_allocator, memory, stream);
            return isReleased;
        }
        finally
        {
            if (!isReleased)
            {
                PutBack(memory, byteLength);
            }
        }
    }

    private nint Add(nint memory, long byteLength)
    {
        if (memory != 0)
        {
            lock (_gate)
            {
                _live[memory] = byteLength;
                _liveBytes += byteLength;
                _peakBytes = Math.Max(_peakBytes, _liveBytes);
                _allocationCount++;
            }
        }

        return memory;
    }

    /// <returns>The size; -1 for memory that is not counted.</returns>
    private long Remove(nint memory)
    {
        lock (_gate)
        {
            if (!_live.Remove(memory, out long byteLength))
            {
                return -1;
            }

            _liveBytes -= byteLength;
            return byteLength;
        }
    }

    private void PutBack(nint memory, long byteLength)
    {
        if (byteLength >= 0)
        {
            lock (_gate)
            {
                _live[memory] = byteLength;
                _liveBytes += byteLength;
            }
        }
    }

    private long Read(ref long value)
    {
        lock (_gate)
        {
            return value;
        }
    }
}
