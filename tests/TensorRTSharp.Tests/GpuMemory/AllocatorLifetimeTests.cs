using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;
using TensorRTSharp.Tests.Lifetimes;

namespace TensorRTSharp.Tests.GpuMemory;

/// <summary>Allocators live as long as anything native may ask them, and no longer.</summary>
[Level("3")]
internal sealed class AllocatorLifetimeTests
{
    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    private static IReadOnlyList<string> Families => FakeTensorRT.Families;

    private static IEnumerable<TestCaseData> FamiliesAndOrders => FakeTensorRT.Families.SelectMany(
        static family => Orders.Select(order => new TestCaseData(family, order).SetArgDisplayNames(family, string.Join("", order))));

    [TestCaseSource(nameof(FamiliesAndOrders))]
    public void Runtime_engine_and_context_are_disposed_in_any_order(string family, int[] order)
    {
        FakeTensorRT fake = FakeTensorRT.Require(family);
        HookedAllocator allocator = new(CalibratedBuild.Open(family)) { OnCall = Garbage.Collect };
        using Runtime runtime = AllocatedRun.CreateRuntime(family, allocator);
        using Engine engine = runtime.DeserializeEngine(AllocatedRun.Plan(family));
        using InferenceContext context = engine.CreateContext();
        IDisposable[] all = [runtime, engine, context];
        _ = allocator.TakeCalls();
        foreach (int index in order)
        {
            Garbage.Collect();
            all[index].Dispose();
        }

        using IDisposable scope = Assert.EnterMultipleScope();
        Assert.That(allocator.TakeCalls(), Is.EqualTo(new[] { "DeallocateAsync 0", "Deallocate" }));
        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
        Assert.That(fake.Living, Is.Empty);
        Assert.That(fake.Traps, Is.Empty);
    }

    [TestCaseSource(nameof(Families))]
    public void An_engine_that_alone_is_referenced_keeps_its_allocator(string family)
    {
        TrackingGpuAllocator memory = new(CalibratedBuild.Open(family));
        (Engine engine, WeakReference trace) = Forget(family, memory);
        Garbage.Collect();
        Assert.That(trace.IsAlive);
        InferenceContext context = engine.CreateContext();
        engine.Dispose();
        Garbage.Collect();
        Assert.That(trace.IsAlive, "kept by the context");
        Assert.That(memory.LiveSize.Value, Is.EqualTo(1024 + 512));
        context.Dispose();
        Assert.That(memory.LiveSize.Value, Is.Zero);
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (Engine Engine, WeakReference Trace) Forget(string family, TrackingGpuAllocator memory)
        {
            Forwarding allocator = new(memory);
            using Runtime runtime = AllocatedRun.CreateRuntime(family, allocator);
            return (runtime.DeserializeEngine(AllocatedRun.Plan(family)), new WeakReference(allocator));
        }
    }

    [TestCaseSource(nameof(Families))]
    public void What_nobody_disposes_gives_its_memory_back_when_it_is_collected(string family)
    {
        LiveObjects before = LiveObjects.Now;
        TrackingGpuAllocator memory = new(CalibratedBuild.Open(family));
        WeakReference trace = Forget(family, memory);
        Assert.That(LiveObjects.CollectUntil(before, [trace]), Is.EqualTo(before));
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(trace.IsAlive, Is.False);
        Assert.That(memory.LiveSize.Value, Is.Zero);
        Assert.That(memory.AllocationCount, Is.EqualTo(2));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget(string family, TrackingGpuAllocator memory)
        {
            Forwarding allocator = new(memory);
            Runtime runtime = AllocatedRun.CreateRuntime(family, allocator);
            _ = runtime.DeserializeEngine(AllocatedRun.Plan(family)).CreateContext();
            return new WeakReference(allocator);
        }
    }

    [TestCaseSource(nameof(Families))]
    public void A_thousand_rounds_leave_nothing(string family)
    {
        FakeTensorRT fake = FakeTensorRT.Require(family);
        TensorRT library = CalibratedBuild.Open(family);
        byte[] plan = AllocatedRun.Plan(family);
        LiveObjects before = LiveObjects.Now;
        TrackingGpuAllocator memory = new(library);
        for (int round = 0; round < 1000; round++)
        {
            using Runtime runtime = AllocatedRun.CreateRuntime(family, new Forwarding(memory));
            using Engine engine = runtime.DeserializeEngine(plan);
            using InferenceContext context = engine.CreateContext();
            context.TemporaryStorageAllocator = new Forwarding(memory);
            _ = AllocatedRun.Enqueue(library, context);
        }

        fake.ClearCalls();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(LiveObjects.Now, Is.EqualTo(before));
        Assert.That(fake.Living, Is.Empty);
        Assert.That(memory.AllocationCount, Is.EqualTo(3000));
        Assert.That(memory.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void Replacing_a_contexts_allocator_lets_the_one_before_go()
    {
        TensorRT library = CalibratedBuild.Open("trt10");
        TrackingGpuAllocator memory = new(library);
        using Engine engine = AllocatedRun.Load("trt10", memory);
        using InferenceContext context = engine.CreateContext();
        LiveObjects before = LiveObjects.Now;
        for (int round = 0; round < 1000; round++)
        {
            context.TemporaryStorageAllocator = new Forwarding(memory);
        }

        context.TemporaryStorageAllocator = null;
        Assert.That(LiveObjects.Now, Is.EqualTo(before));
    }

    private sealed class Forwarding(TrackingGpuAllocator memory) : IGpuAllocator
    {
        public nint Allocate(long byteLength, long alignment, AllocatorFlags flags) =>
            memory.Allocate(byteLength, alignment, flags);

        bool IGpuAllocator.Deallocate(nint address) => memory.Deallocate(address);
    }
}
