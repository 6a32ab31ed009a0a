using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.GpuMemory;

/// <summary>
/// Allocators of the application, asked by the fakes: 256 bytes for a build, 1024 that may grow for an engine, 512 for a
/// context, 256 for what a run needs besides.
/// </summary>
[Level("3")]
internal sealed class GpuAllocatorTests
{
    private static IReadOnlyList<string> Families => FakeTensorRT.Families;

    [TestCaseSource(nameof(Families))]
    public void A_build_takes_its_memory_from_the_builders_allocator(string family)
    {
        using CalibratedBuild build = new(family);
        HookedAllocator allocator = new(build.Library);
        build.Builder.GpuAllocator = allocator;
        build.Run().Dispose();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(build.Builder.GpuAllocator, Is.SameAs(allocator));
        Assert.That(allocator.TakeCalls(), Is.EqualTo(new[] { "AllocateAsync 256 256 None 0", "DeallocateAsync 0" }));
        Assert.That(allocator.Memory.PeakSize.Value, Is.EqualTo(256));
        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [TestCaseSource(nameof(Families))]
    public void An_engine_and_its_context_live_on_the_runtimes_allocator(string family)
    {
        TensorRT library = CalibratedBuild.Open(family);
        HookedAllocator allocator = new(library);
        using (Runtime runtime = AllocatedRun.CreateRuntime(family, allocator))
        {
            Assert.That(runtime.GpuAllocator, Is.SameAs(allocator));
            using Engine engine = runtime.DeserializeEngine(AllocatedRun.Plan(family));
            Assert.That(allocator.TakeCalls(), Is.EqualTo(new[] { "Allocate 1024 256 Resizable", "Reallocate 256 2048" }));
            using InferenceContext context = engine.CreateContext();
            Assert.That(allocator.TakeCalls(), Is.EqualTo(new[] { "AllocateAsync 512 256 None 0" }));
            Assert.That(AllocatedRun.Enqueue(library, context), Is.EqualTo(new float[] { 3, 5, 7 }));
            Assert.That(allocator.Memory.LiveSize.Value, Is.EqualTo(1024 + 512));
        }

        Assert.That(allocator.TakeCalls(), Is.EqualTo(new[] { "DeallocateAsync 0", "Deallocate" }));
        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [TestCaseSource(nameof(Families))]
    public void Temporary_storage_comes_from_the_contexts_own_allocator_in_the_streams_order(string family)
    {
        TensorRT library = CalibratedBuild.Open(family);
        HookedAllocator engines = new(library);
        HookedAllocator allocator = new(library);
        using Engine engine = AllocatedRun.Load(family, engines);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        Assert.That(context.TemporaryStorageAllocator, Is.Null);
        context.TemporaryStorageAllocator = allocator;
        Assert.That(context.TemporaryStorageAllocator, Is.SameAs(allocator));
        _ = engines.TakeCalls();
        Assert.That(AllocatedRun.Enqueue(library, context, stream), Is.EqualTo(new float[] { 3, 5, 7 }));
        Assert.That(
            allocator.TakeCalls(),
            Is.EqualTo(new[] { $"AllocateAsync 256 256 None {stream.Handle}", $"DeallocateAsync {stream.Handle}" }));
        Assert.That(engines.TakeCalls(), Is.Empty);
        context.TemporaryStorageAllocator = null;
        Assert.That(context.TemporaryStorageAllocator, Is.Null);
        Assert.That(AllocatedRun.Enqueue(library, context, stream), Is.EqualTo(new float[] { 3, 5, 7 }));
        Assert.That(allocator.TakeCalls(), Is.Empty);
    }

    [TestCaseSource(nameof(Families))]
    public void Two_methods_are_enough_for_an_allocator(string family)
    {
        TensorRT library = CalibratedBuild.Open(family);
        Plain allocator = new(library);
        using (Engine engine = AllocatedRun.Load(family, allocator))
        using (InferenceContext context = engine.CreateContext())
        {
            context.TemporaryStorageAllocator = allocator;
            _ = AllocatedRun.Enqueue(library, context);
            Assert.That(allocator.Memory.AllocationCount, Is.EqualTo(3));
        }

        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [TestCaseSource(nameof(Families))]
    public void Two_methods_are_enough_for_an_asynchronous_allocator(string family)
    {
        TensorRT library = CalibratedBuild.Open(family);
        InOrder allocator = new(library);
        nint stream;
        using (Engine engine = AllocatedRun.Load(family, allocator))
        using (InferenceContext context = engine.CreateContext())
        using (DeviceStream own = library.CreateStream())
        {
            stream = own.Handle;
            context.TemporaryStorageAllocator = allocator;
            Assert.That(context.TemporaryStorageAllocator, Is.SameAs(allocator));
            _ = AllocatedRun.Enqueue(library, context, own);
        }

        Assert.That(allocator.Streams, Is.EqualTo(new[] { 0, 0, stream, stream, 0, 0 }));
        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [TestCase("trt10")]
    [TestCase("trt11")]
    public void An_engine_that_the_builder_makes_goes_on_with_its_allocator(string family)
    {
        using CalibratedBuild build = new(family);
        HookedAllocator allocator = new(build.Library);
        build.Builder.GpuAllocator = allocator;
        using (Engine engine = build.BuildEngine())
        {
            Assert.That(allocator.Memory.LiveSize.Value, Is.EqualTo(1024));
            build.Builder.GpuAllocator = null; // the engine keeps it
            build.Builder.Dispose();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using InferenceContext context = engine.CreateContext();
            Assert.That(AllocatedRun.Enqueue(build.Library, context), Is.EqualTo(new float[] { 3, 5, 7 }));
        }

        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [TestCaseSource(nameof(Families))]
    public void A_plan_is_loaded_in_one_sentence_with_an_allocator(string family)
    {
        TensorRT library = CalibratedBuild.Open(family);
        HookedAllocator allocator = new(library);
        using (Engine engine = Engine.Load(
            AllocatedRun.Plan(family), new EngineLoadOptions { Library = library, GpuAllocator = allocator }))
        {
            Assert.That(allocator.Memory.LiveSize.Value, Is.EqualTo(1024));
        }

        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [TestCaseSource(nameof(Families))]
    public void An_allocator_without_memory_fails_what_needs_it_and_the_next_call_works(string family)
    {
        using CalibratedBuild build = new(family);
        HookedAllocator allocator = new(build.Library) { IsExhausted = true };
        build.Builder.GpuAllocator = allocator;
        Assert.That(() => build.Run(), Throws.TypeOf<EngineBuildException>().With.InnerException.Null);
        allocator.IsExhausted = false;
        using SerializedEngine plan = build.Run();
        using Runtime runtime = AllocatedRun.CreateRuntime(family, allocator);
        allocator.IsExhausted = true;
        Assert.That(() => runtime.DeserializeEngine(plan), Throws.TypeOf<EngineLoadException>().With.InnerException.Null);
        allocator.IsExhausted = false;
        using Engine engine = runtime.DeserializeEngine(plan);
        allocator.IsExhausted = true;
        Assert.That(() => engine.CreateContext(), Throws.TypeOf<TensorRTOutOfMemoryException>().With.InnerException.Null);
        allocator.IsExhausted = false;
        using InferenceContext context = engine.CreateContext();
        context.TemporaryStorageAllocator = allocator;
        allocator.IsExhausted = true;
        Assert.That(() => AllocatedRun.Enqueue(build.Library, context), Throws.TypeOf<InferenceException>().With.InnerException.Null);
        allocator.IsExhausted = false;
        Assert.That(AllocatedRun.Enqueue(build.Library, context), Is.EqualTo(new float[] { 3, 5, 7 }));
    }

    [TestCaseSource(nameof(Families))]
    public void TensorRTs_own_allocator_comes_back_with_null_and_with_a_reset(string family)
    {
        using CalibratedBuild build = new(family);
        HookedAllocator allocator = new(build.Library);
        build.Builder.GpuAllocator = allocator;
        build.Builder.GpuAllocator = null;
        build.Run().Dispose();
        Assert.That(build.Builder.GpuAllocator, Is.Null);
        build.Builder.GpuAllocator = allocator;
        build.Builder.Reset();
        build.Run().Dispose();
        Assert.That(build.Builder.GpuAllocator, Is.Null);
        using Runtime runtime = AllocatedRun.CreateRuntime(family, allocator);
        runtime.GpuAllocator = null;
        runtime.DeserializeEngine(AllocatedRun.Plan(family)).Dispose();
        Assert.That(runtime.GpuAllocator, Is.Null);
        Assert.That(allocator.TakeCalls(), Is.Empty);
    }

    [TestCaseSource(nameof(Families))]
    public void Several_threads_ask_at_once(string family)
    {
        TensorRT library = CalibratedBuild.Open(family);
        HookedAllocator allocator = new(library);
        const int threads = 8;
        const int rounds = 25;
        using (Engine engine = AllocatedRun.Load(family, allocator))
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
            {
                for (int round = 0; round < rounds; round++)
                {
                    using InferenceContext context = engine.CreateContext();
                    context.TemporaryStorageAllocator = allocator;
                    Assert.That(AllocatedRun.Enqueue(library, context), Is.EqualTo(new float[] { 3, 5, 7 }));
                }
            });
            Assert.That(allocator.Memory.LiveSize.Value, Is.EqualTo(1024), "the engine's alone");
        }

        Assert.That(allocator.Memory.AllocationCount, Is.EqualTo(1 + (2 * threads * rounds)));
        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void It_cannot_be_replaced_while_a_run_is_enqueued()
    {
        TensorRT library = CalibratedBuild.Open("trt10");
        InferenceContext? running = null;
        HookedAllocator allocator = new(library) { OnCall = () => running?.TemporaryStorageAllocator = null };
        using Engine engine = AllocatedRun.Load("trt10", allocator);
        using InferenceContext context = engine.CreateContext();
        context.TemporaryStorageAllocator = allocator;
        running = context;
        Assert.That(
            () => AllocatedRun.Enqueue(library, context),
            Throws.TypeOf<InferenceException>().With.InnerException.TypeOf<InvalidOperationException>());
        running = null;
    }

    [Test]
    [Level("0")]
    public void The_CPU_backend_has_no_device_memory_and_says_so()
    {
        TensorRT library = CpuBackend.Require();
        TrackingGpuAllocator allocator = new(library);
        using Builder builder = library.CreateBuilder();
        using Runtime runtime = library.CreateRuntime();
        using Engine engine = Engines.Affine(library);
        using InferenceContext context = engine.CreateContext();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(() => builder.GpuAllocator = allocator, RefusesAllocators());
        Assert.That(() => runtime.GpuAllocator = allocator, RefusesAllocators());
        Assert.That(() => context.TemporaryStorageAllocator = allocator, RefusesAllocators());
        Assert.That(builder.GpuAllocator, Is.Null);
        Assert.That(runtime.GpuAllocator, Is.Null);
        Assert.That(allocator.AllocationCount, Is.Zero);
    }

    private static NUnit.Framework.Constraints.ContainsConstraint RefusesAllocators() =>
        Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("IGpuAllocator");

    /// <summary>What has to be implemented of IGpuAllocator.</summary>
    private sealed class Plain(TensorRT library) : IGpuAllocator
    {
        internal TrackingGpuAllocator Memory { get; } = new(library);

        public nint Allocate(long byteLength, long alignment, AllocatorFlags flags) =>
            Memory.Allocate(byteLength, alignment, flags);

        public bool Deallocate(nint memory) => Memory.Deallocate(memory);
    }

    /// <summary>What has to be implemented of IGpuAsyncAllocator.</summary>
    private sealed class InOrder(TensorRT library) : IGpuAsyncAllocator
    {
        internal TrackingGpuAllocator Memory { get; } = new(library);

        internal List<nint> Streams { get; } = [];

        public nint AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream)
        {
            Streams.Add(stream);
            return Memory.AllocateAsync(byteLength, alignment, flags, stream);
        }

        public bool DeallocateAsync(nint memory, nint stream)
        {
            Streams.Add(stream);
            return Memory.DeallocateAsync(memory, stream);
        }
    }
}
