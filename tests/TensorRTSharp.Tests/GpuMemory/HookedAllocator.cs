using System.Collections.Concurrent;
using System.Globalization;

namespace TensorRTSharp.Tests.GpuMemory;

/// <summary>The device's memory, counted; tells what was asked, and fails where it is told to.</summary>
internal sealed class HookedAllocator(TensorRT library) : IGpuAllocator
{
    private readonly ConcurrentQueue<string> _calls = new();

    internal static FormatException Thrown { get; } = new("the allocator is broken");

    internal TrackingGpuAllocator Memory { get; } = new(library);

    /// <summary>The method that throws.</summary>
    internal string? Throws { get; set; }

    internal bool IsExhausted { get; set; }

    internal Action? OnCall { get; init; }

    internal string[] TakeCalls()
    {
        string[] calls = [.. _calls];
        _calls.Clear();
        return calls;
    }

    public nint Allocate(long byteLength, long alignment, AllocatorFlags flags)
    {
        Enter(nameof(Allocate), byteLength, alignment, flags);
        return IsExhausted ? 0 : Memory.Allocate(byteLength, alignment, flags);
    }

    public nint AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream)
    {
        Enter(nameof(AllocateAsync), byteLength, alignment, flags, stream);
        return IsExhausted ? 0 : Memory.AllocateAsync(byteLength, alignment, flags, stream);
    }

    public nint Reallocate(nint memory, long alignment, long byteLength)
    {
        Enter(nameof(Reallocate), alignment, byteLength);
        return Memory.Reallocate(memory, alignment, byteLength);
    }

    public bool Deallocate(nint memory)
    {
        bool isReleased = Memory.Deallocate(memory); // first: what throws has no leak besides
        Enter(nameof(Deallocate));
        return isReleased;
    }

    public bool DeallocateAsync(nint memory, nint stream)
    {
        bool isReleased = Memory.DeallocateAsync(memory, stream);
        Enter(nameof(DeallocateAsync), stream);
        return isReleased;
    }

    private void Enter(string method, params object[] arguments)
    {
        _calls.Enqueue(string.Join(' ', [method, .. arguments.Select(static item => Convert.ToString(item, CultureInfo.InvariantCulture))]));
        OnCall?.Invoke();
        if (method == Throws)
        {
            throw Thrown;
        }
    }
}
