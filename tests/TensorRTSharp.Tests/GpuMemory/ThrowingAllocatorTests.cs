using Microsoft.Extensions.Logging;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.GpuMemory;

/// <summary>What allocators throw, in each method, on each family: where it arrives.</summary>
[Level("3")]
internal sealed class ThrowingAllocatorTests
{
    private static IReadOnlyList<string> Families => FakeTensorRT.Families;

    private static IEnumerable<TestCaseData> Cases => FakeTensorRT.Families.SelectMany(static family => new[]
    {
        new TestCaseData(family, "build", nameof(IGpuAllocator.AllocateAsync), typeof(EngineBuildException)),
        new TestCaseData(family, "build", nameof(IGpuAllocator.DeallocateAsync), typeof(EngineBuildException)),
        new TestCaseData(family, "load", nameof(IGpuAllocator.Allocate), typeof(EngineLoadException)),
        new TestCaseData(family, "load", nameof(IGpuAllocator.Reallocate), typeof(EngineLoadException)),
        new TestCaseData(family, "context", nameof(IGpuAllocator.AllocateAsync), typeof(TensorRTException)),
        new TestCaseData(family, "enqueue", nameof(IGpuAllocator.AllocateAsync), typeof(InferenceException)),
        new TestCaseData(family, "enqueue", nameof(IGpuAllocator.DeallocateAsync), typeof(InferenceException)),
    });

    [TestCaseSource(nameof(Cases))]
    public void It_arrives_once_at_the_call_in_which_it_was_thrown(string family, string call, string method, Type type)
    {
        using CalibratedBuild build = new(family);
        HookedAllocator allocator = new(build.Library);
        build.Builder.GpuAllocator = allocator;
        byte[] plan = [];
        Try("build", () =>
        {
            using SerializedEngine built = build.Run();
            plan = built.ToArray();
        });
        TestLogger logger = new();
        using Runtime runtime = AllocatedRun.CreateRuntime(family, allocator, logger);
        Engine? loaded = null;
        Try("load", () => loaded = runtime.DeserializeEngine(plan));
        using Engine engine = loaded!;
        InferenceContext? created = null;
        Try("context", () => created = engine.CreateContext());
        using InferenceContext context = created!;
        context.TemporaryStorageAllocator = allocator;
        float[] outputs = [];
        Try("enqueue", () => outputs = AllocatedRun.Enqueue(build.Library, context));
        Assert.That(outputs, Is.EqualTo(new float[] { 3, 5, 7 }));
        Assert.That(logger.Lines.Select(static line => line.Event.Name), Has.None.EqualTo("TensorRTCallbackFailed"));
        Assert.That(runtime.MaxThreads, Is.Positive, "nothing is left over");

        void Try(string step, Action action)
        {
            if (step == call)
            {
                allocator.Throws = method;
                Exception? failure = Assert.Catch(() => action());
                allocator.Throws = null;
                Assert.That(failure, Is.TypeOf(type).With.InnerException.SameAs(HookedAllocator.Thrown));
                Assert.That(failure!.InnerException!.StackTrace, Does.Contain($"{nameof(HookedAllocator)}.{method}("));
            }

            action();
        }
    }

    [TestCaseSource(nameof(Families))]
    public void Thrown_while_something_is_disposed_it_is_logged_and_raised_by_the_runtimes_next_call(string family)
    {
        TestLogger logger = new();
        HookedAllocator allocator = new(CalibratedBuild.Open(family));
        using Runtime runtime = AllocatedRun.CreateRuntime(family, allocator, logger);
        byte[] plan = AllocatedRun.Plan(family);
        foreach (string method in (string[])[nameof(IGpuAllocator.DeallocateAsync), nameof(IGpuAllocator.Deallocate)])
        {
            Engine engine = runtime.DeserializeEngine(plan);
            InferenceContext context = engine.CreateContext();
            allocator.Throws = method;
            context.Dispose();
            engine.Dispose();
            allocator.Throws = null;
            LogLine line = logger.Lines.Single(static line => line.Event.Name == "TensorRTCallbackFailed");
            Assert.That(line.Text, Does.Contain(nameof(FormatException)));
            logger.Lines.Clear();
            Assert.That(
                () => runtime.DeserializeEngine(plan),
                Throws.TypeOf<TensorRTException>().With.InnerException.SameAs(HookedAllocator.Thrown)
                    .And.Message.Contains("while no call was running"));
            runtime.DeserializeEngine(plan).Dispose();
        }
    }

    [TestCaseSource(nameof(Families))]
    public void Thrown_after_the_runtime_is_disposed_it_is_logged(string family)
    {
        TestLogger logger = new();
        HookedAllocator allocator = new(CalibratedBuild.Open(family));
        Runtime runtime = AllocatedRun.CreateRuntime(family, allocator, logger);
        using Engine engine = runtime.DeserializeEngine(AllocatedRun.Plan(family));
        runtime.Dispose();
        allocator.Throws = nameof(IGpuAllocator.DeallocateAsync);
        engine.CreateContext().Dispose();
        allocator.Throws = null;
        Assert.That(
            logger.Lines.Where(static line => line.Event.Name == "TensorRTCallbackFailed").Select(static line => line.Level),
            Is.EqualTo(new[] { LogLevel.Error }));
        engine.CreateContext().Dispose();
    }

    [Test]
    public void On_a_thread_of_TensorRTs_own_it_goes_to_whom_the_allocator_was_set_to(
        [ValueSource(nameof(Families))] string family, [Values] bool isAsynchronous)
    {
        CallbackFailure owner = new();
        CallbackFailure running = new();
        (GpuAllocatorHandle handle, Func<int> callBack) = Create(family, isAsynchronous, owner);
        using (handle)
        using (running.Enter())
        {
            Thread thread = new(() => callBack());
            thread.Start();
            thread.Join();
        }

        Assert.That(running.Take(), Is.Null);
        Assert.That(owner.Take(), Is.SameAs(HookedAllocator.Thrown));
    }

    [Test]
    public void On_the_callers_thread_it_goes_to_the_call_whoever_the_allocator_was_set_to(
        [ValueSource(nameof(Families))] string family, [Values] bool isAsynchronous)
    {
        CallbackFailure owner = new();
        CallbackFailure running = new();
        (GpuAllocatorHandle handle, Func<int> callBack) = Create(family, isAsynchronous, owner);
        using (handle)
        using (running.Enter())
        {
            Assert.That(callBack(), Is.Positive);
        }

        Assert.That(running.Take(), Is.SameAs(HookedAllocator.Thrown));
        Assert.That(owner.Take(), Is.Null);
    }

    [TestCaseSource(nameof(Families))]
    public void A_cancelled_allocation_cancels_the_call(string family)
    {
        using CancellationTokenSource source = new();
        HookedAllocator allocator = new(CalibratedBuild.Open(family)) { OnCall = source.Token.ThrowIfCancellationRequested };
        using Engine engine = AllocatedRun.Load(family, allocator);
        using InferenceContext context = engine.CreateContext();
        context.TemporaryStorageAllocator = allocator;
        source.Cancel();
        Assert.That(
            () => AllocatedRun.Enqueue(CalibratedBuild.Open(family), context), Throws.InstanceOf<OperationCanceledException>());
    }

    /// <returns>The native object, and what calls each of its methods, as TensorRT would.</returns>
    private static (GpuAllocatorHandle Handle, Func<int> CallBack) Create(string family, bool isAsynchronous, CallbackFailure owner)
    {
        FakeTensorRT fake = FakeTensorRT.Require(family);
        LibraryPointer library = CalibratedBuild.Open(family).Library;
        if (isAsynchronous)
        {
            AsyncGpuMemoryCallback inOrder = new(new BrokenInOrder(), owner);
            return (inOrder.Create(library), () => fake.CallBackAll("IGpuAsyncAllocator", inOrder.Native.Native));
        }

        GpuMemoryCallback callback = new(new Broken(), owner);
        return (callback.Create(library), () => fake.CallBackAll("IGpuAllocator", callback.Native.Native));
    }

    private sealed class Broken : IGpuAllocator
    {
        public nint Allocate(long byteLength, long alignment, AllocatorFlags flags) => throw HookedAllocator.Thrown;

        public bool Deallocate(nint memory) => throw HookedAllocator.Thrown;
    }

    private sealed class BrokenInOrder : IGpuAsyncAllocator
    {
        public nint AllocateAsync(long byteLength, long alignment, AllocatorFlags flags, nint stream) =>
            throw HookedAllocator.Thrown;

        public bool DeallocateAsync(nint memory, nint stream) => throw HookedAllocator.Thrown;
    }
}
