using System.Collections.Concurrent;
using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.GpuMemory;

/// <summary>What the ready-made allocator counts.</summary>
internal sealed class TrackingGpuAllocatorTests
{
    private const nint None = 0;

    [Test]
    public void It_counts_what_is_live_what_was_and_the_most()
    {
        Numbers inner = new();
        TrackingGpuAllocator allocator = new(inner);
        IGpuAllocator asked = allocator;
        nint first = asked.Allocate(100, 0, AllocatorFlags.None);
        nint second = asked.AllocateAsync(50, 0, AllocatorFlags.Resizable, 7);
        Assert.That(asked.Deallocate(first));
        Assert.That(asked.Reallocate(second, 0, 80), Is.EqualTo((nint)3));
        Assert.That(Counts(allocator), Is.EqualTo((80L, 150L, 1, 3L)));
        Assert.That(asked.DeallocateAsync(3, 7));
        Assert.That(Counts(allocator), Is.EqualTo((0L, 150L, 0, 3L)));
        Assert.That(
            inner.Calls,
            Is.EqualTo(new[]
            {
                "Allocate 100 None", "AllocateAsync 50 Resizable 7", "Deallocate 1", "Reallocate 2 80", "DeallocateAsync 3 7",
            }));
    }

    [Test]
    public void What_is_refused_changes_nothing()
    {
        Numbers inner = new();
        TrackingGpuAllocator allocator = new(inner);
        nint memory = allocator.Allocate(100, 0, AllocatorFlags.None);
        inner.Answer = static () => false;
        Assert.That(allocator.Allocate(1, 0, AllocatorFlags.None), Is.EqualTo(None));
        Assert.That(allocator.Reallocate(memory, 0, 200), Is.EqualTo(None));
        Assert.That(allocator.Deallocate(memory), Is.False);
        inner.Answer = static () => throw new FormatException();
        Assert.That(() => allocator.AllocateAsync(1, 0, AllocatorFlags.None, 0), Throws.TypeOf<FormatException>());
        Assert.That(() => allocator.Reallocate(memory, 0, 200), Throws.TypeOf<FormatException>());
        Assert.That(() => allocator.DeallocateAsync(memory, 0), Throws.TypeOf<FormatException>());
        Assert.That(Counts(allocator), Is.EqualTo((100L, 100L, 1, 1L)));
    }

    [Test]
    public void Memory_of_the_library_is_given_and_taken_back()
    {
        TrackingGpuAllocator allocator = new(CpuBackend.Require());
        nint memory = allocator.Allocate(1000, 64, AllocatorFlags.None);
        Assert.That(memory, Is.Not.EqualTo(None));
        Assert.That(memory % 64, Is.EqualTo(None));
        Assert.That(allocator.Reallocate(memory, 64, 2000), Is.EqualTo(None), "it cannot");
        Assert.That(allocator.Deallocate(memory));
        Assert.That(allocator.Deallocate(memory), Is.False, "it is gone");
        Assert.That(allocator.Allocate(long.MaxValue / 2, 0, AllocatorFlags.None), Is.EqualTo(None), "there is not so much");
        Assert.That(Counts(allocator), Is.EqualTo((0L, 1000L, 0, 1L)));
    }

    [Test]
    public void Many_threads_use_it()
    {
        TrackingGpuAllocator allocator = new(CpuBackend.Require());
        ConcurrentBag<nint> kept = [];
        Parallel.For(1, 1001, index =>
        {
            nint memory = allocator.Allocate(index, 0, AllocatorFlags.None);
            kept.Add(allocator.Allocate(1, 0, AllocatorFlags.None));
            Assert.That(allocator.Deallocate(memory));
        });
        Assert.That((allocator.LiveSize.Value, allocator.LiveCount, allocator.AllocationCount), Is.EqualTo((1000L, 1000, 2000L)));
        Parallel.ForEach(kept, memory => Assert.That(allocator.Deallocate(memory)));
        Assert.That(allocator.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void Nothing_to_wrap_is_refused()
    {
        Assert.That(() => new TrackingGpuAllocator((IGpuAllocator)null!), Throws.ArgumentNullException);
        Assert.That(() => new TrackingGpuAllocator((TensorRT)null!), Throws.ArgumentNullException);
    }

    private static (long Live, long Peak, int Count, long Allocations) Counts(TrackingGpuAllocator allocator) =>
        (allocator.LiveSize.Value, allocator.PeakSize.Value, allocator.LiveCount, allocator.AllocationCount);

    /// <summary>Gives 1, 2, 3 for addresses.</summary>
    private sealed class Numbers : IGpuAllocator
    {
        private nint _last;

        internal List<string> Calls { get; } = [];

        internal Func<bool>? Answer { get; set; }

        public nint Allocate(long byteLength, long alignment, AllocatorFlags flags) =>
            Next($"Allocate {byteLength} {flags}");

        public nint AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream) =>
            Next($"AllocateAsync {byteLength} {flags} {stream}");

        public nint Reallocate(nint memory, long alignment, long byteLength) => Next($"Reallocate {memory} {byteLength}");

        public bool Deallocate(nint memory) => Agrees($"Deallocate {memory}");

        public bool DeallocateAsync(nint memory, nint stream) => Agrees($"DeallocateAsync {memory} {stream}");

        private nint Next(string call) => Agrees(call) ? ++_last : 0;

        private bool Agrees(string call)
        {
            Calls.Add(call);
            return Answer?.Invoke() ?? true;
        }
    }
}
