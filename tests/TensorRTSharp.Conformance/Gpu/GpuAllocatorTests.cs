using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Gpu;

/// <summary>Allocators of the application, asked by TensorRT 10.6 for a real GPU's memory.</summary>
[Level("4")]
internal sealed class GpuAllocatorTests
{
    private const string Plan = "digits-cnn-refit.plan";
    private const string LargePlan = "resnet50-fp16.vc.plan"; // whose contexts need memory for activations

    private static readonly TimeoutException Thrown = new("the allocator is broken");

    private static TestModel Digits => TestModels.Catalog["digits-cnn"];

    [Test]
    public void An_engine_and_its_context_live_on_an_allocators_memory_and_give_it_back()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        TrackingGpuAllocator allocator = new(library);
        using (Engine engine = Load(library, allocator, Plan))
        {
            Report("loaded", allocator);
            Assert.That(allocator.LiveSize.Value, Is.Positive, "the engine's");
            ModelCase modelCase = Digits.Cases[0];
            using InferenceContext context = engine.CreateContext();
            Report("with a context", allocator);
            TestModels.AssertOutputs(
                EngineRun.In(library, context, TestModels.Catalog.ReadInputs(modelCase)), modelCase, Digits.Tolerance.Tf32!.Elementwise!.Value, Digits.Id);
            Report("run", allocator);
        }

        Report("disposed", allocator);
        Assert.Multiple(() =>
        {
            Assert.That(allocator.AllocationCount, Is.Positive);
            Assert.That(allocator.PeakSize.Value, Is.Positive);
            Assert.That(allocator.LiveSize.Value, Is.Zero);
            Assert.That(allocator.LiveCount, Is.Zero);
        });
    }

    [Test]
    public void A_context_takes_its_memory_from_the_allocator_of_the_engines_runtime()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        TrackingGpuAllocator allocator = new(library);
        using (Engine engine = Load(library, allocator, LargePlan))
        {
            long engines = allocator.LiveSize.Value;
            InferenceContext context = engine.CreateContext();
            Report("with a context", allocator);
            Assert.That(allocator.LiveSize.Value, Is.GreaterThan(engines));
            engine.Dispose();
            Assert.That(allocator.LiveSize.Value, Is.GreaterThan(engines), "the context keeps the engine");
            context.Dispose();
        }

        Assert.That(allocator.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void An_asynchronous_allocator_is_asked_with_streams()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        Armed allocator = new(library);
        using (Engine engine = Load(library, new InOrderOfStreams(allocator), LargePlan))
        {
            using InferenceContext context = engine.CreateContext();
            Report("with a context", allocator.Memory);
            Assert.That(allocator.Memory.AllocationCount, Is.Positive);
        }

        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void What_an_allocator_throws_while_a_plan_is_loaded_arrives_there_and_the_next_one_loads()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        Armed allocator = new(library) { Answer = static () => throw Thrown };
        using Runtime runtime = library.CreateRuntime();
        runtime.GpuAllocator = allocator;
        Assert.That(
            () => runtime.LoadEngine(LoadedPlan.PathOf(Plan)),
            Throws.TypeOf<EngineLoadException>().With.InnerException.SameAs(Thrown));
        allocator.Answer = null;
        ModelCase modelCase = Digits.Cases[0];
        using (Engine engine = runtime.LoadEngine(LoadedPlan.PathOf(Plan)))
        {
            Assert.That(
                EngineRun.Once(library, engine, TestModels.Catalog.ReadInputs(modelCase))["logits"].Length, Is.EqualTo(10));
        }

        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void What_an_allocator_throws_while_a_context_is_created_arrives_there_and_the_next_one_is()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        Armed allocator = new(library);
        using (Engine engine = Load(library, allocator, LargePlan))
        {
            allocator.Answer = static () => throw Thrown;
            Assert.That(() => engine.CreateContext(), Throws.InstanceOf<TensorRTException>().With.InnerException.SameAs(Thrown));
            allocator.Answer = null;
            engine.CreateContext().Dispose();
        }

        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void An_allocator_without_memory_fails_a_context_and_the_next_one_is_created()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        Armed allocator = new(library);
        using (Engine engine = Load(library, allocator, LargePlan))
        {
            allocator.Answer = static () => false;
            Exception? failure = Assert.Catch(() => engine.CreateContext());
            TestContext.Out.WriteLine(failure);
            Assert.That(failure, Is.TypeOf<TensorRTOutOfMemoryException>());
            allocator.Answer = null;
            engine.CreateContext().Dispose();
        }

        Assert.That(allocator.Memory.LiveSize.Value, Is.Zero);
    }

    [Test]
    public void Temporary_storage_comes_from_the_contexts_own_allocator_and_is_back_after_the_call()
    {
        using LoadedPlan loaded = LoadedPlan.Load("nonzero-select.vc.plan");
        TrackingGpuAllocator allocator = new(loaded.Library);
        using InferenceContext context = loaded.Engine.CreateContext();
        context.TemporaryStorageAllocator = allocator;
        Assert.That(context.TemporaryStorageAllocator, Is.SameAs(allocator));
        using DeviceStream stream = loaded.Library.CreateStream();
        using DeviceBuffer x = loaded.Library.AllocateBuffer(6 * sizeof(float));
        using OutputBuffer indices = loaded.Library.CreateOutputBuffer();
        using OutputBuffer values = loaded.Library.CreateOutputBuffer();
        x.CopyFrom<float>([1, -1, 2, -2, 3, -3]);
        context.SetInputShape("x", [2, 3]);
        context.SetTensorAddress("x", x);
        context.SetOutputBuffer("indices", indices);
        context.SetOutputBuffer("values", values);
        context.Enqueue(stream);
        Report("enqueued", allocator);
        Assert.That(allocator.LiveSize.Value, Is.Zero);
        stream.Synchronize();
        Assert.That(values.ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 3 }));
    }

    private static Engine Load(TensorRT library, IGpuAllocator allocator, string plan)
    {
        using Runtime runtime = library.CreateRuntime();
        runtime.GpuAllocator = allocator;
        return runtime.LoadEngine(LoadedPlan.PathOf(plan));
    }

    private static void Report(string when, TrackingGpuAllocator allocator) => TestContext.Out.WriteLine(
        $"{when}: {allocator.AllocationCount} allocations, {allocator.LiveCount} live with {allocator.LiveSize}, at most {allocator.PeakSize}");

    /// <summary>Gives the device's memory, unless its answer is to throw or to give none.</summary>
    private sealed class Armed(TensorRT library) : IGpuAllocator
    {
        public TrackingGpuAllocator Memory { get; } = new(library);

        /// <summary>False for no memory.</summary>
        public Func<bool>? Answer { get; set; }

        public nint Allocate(long byteLength, long alignment, AllocatorFlags flags) =>
            Answer is null || Answer() ? Memory.Allocate(byteLength, alignment, flags) : 0;

        public bool Deallocate(nint memory) => Memory.Deallocate(memory);
    }

    private sealed class InOrderOfStreams(IGpuAllocator allocator) : IGpuAsyncAllocator
    {
        public nint AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream) =>
            allocator.AllocateAsync(byteLength, alignment, flags, stream);

        public bool DeallocateAsync(nint memory, nint stream) => allocator.DeallocateAsync(memory, stream);
    }
}
