using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

internal sealed class RuntimeTests
{
    [Test]
    public void Plans_are_loaded_from_memory_and_from_files()
    {
        TensorRT library = CpuBackend.Require();
        string path = Path.GetTempFileName();
        try
        {
            using SerializedEngine plan = Plan(library);
            plan.Save(path);
            using Runtime runtime = library.CreateRuntime();
            using Engine fromArray = runtime.DeserializeEngine(plan.ToArray());
            using Engine fromPlan = runtime.DeserializeEngine(plan);
            using Engine fromFile = runtime.LoadEngine(path);
            Assert.That(
                new[] { fromArray, fromPlan, fromFile }.Select(engine => engine.Inputs[0].Name), Is.All.EqualTo("x"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void An_engine_serializes_to_the_plan_that_it_came_from()
    {
        TensorRT library = CpuBackend.Require();
        using SerializedEngine plan = Plan(library);
        using Runtime runtime = library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using SerializedEngine again = engine.Serialize();
        Assert.That(again.ToArray(), Is.EqualTo(plan.ToArray()));
    }

    [Test]
    public void What_is_no_plan_is_refused()
    {
        using Runtime runtime = CpuBackend.Require().CreateRuntime();
        Assert.That(
            () => runtime.DeserializeEngine([1, 2, 3]),
            Throws.TypeOf<EngineLoadException>()
                .With.Property(nameof(TensorRTException.Status)).EqualTo(TensorRTStatus.LoadFailed));
        Assert.That(() => runtime.DeserializeEngine(ReadOnlySpan<byte>.Empty), Throws.InstanceOf<Exception>());
        Assert.That(
            () => runtime.DeserializeEngine(Models.Affine()),
            Throws.TypeOf<EngineLoadException>().With.Message.Contains("ONNX"));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        string missing = Path.Combine(Path.GetTempPath(), "no", "such.plan");
        using Runtime runtime = CpuBackend.Require().CreateRuntime();
        Assert.That(
            () => runtime.LoadEngine(missing),
            Throws.InstanceOf<IOException>().With.Message.Contains(missing));
    }

    [Test]
    public void Objects_may_be_disposed_in_any_order()
    {
        TensorRT library = CpuBackend.Require();
        using SerializedEngine plan = Plan(library);
        foreach (int[] order in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            Runtime runtime = library.CreateRuntime();
            Engine engine = runtime.DeserializeEngine(plan);
            InferenceContext context = engine.CreateContext();
            IDisposable[] all = [runtime, engine, context];
            foreach (int index in order)
            {
                all[index].Dispose();
                all[index].Dispose();
            }
        }
    }

    [Test]
    public void An_engine_works_without_its_runtime()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using InferenceContext context = engine.CreateContext();
        Assert.That(context.OptimizationProfile, Is.Zero);
    }

    [Test]
    public void Disposed_objects_cannot_be_used_though_their_children_live()
    {
        TensorRT library = CpuBackend.Require();
        Runtime runtime = library.CreateRuntime();
        using SerializedEngine plan = Plan(library);
        Engine engine = runtime.DeserializeEngine(plan);
        InferenceContext context = engine.CreateContext();
        runtime.Dispose();
        Assert.That(
            () => runtime.DeserializeEngine(plan),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Runtime)));
        engine.Dispose();
        Assert.That(
            () => engine.CreateContext(),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(Engine)));
        context.Dispose();
        Assert.That(
            () => context.Name,
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(InferenceContext)));
    }

    [Test]
    public void Settings_come_back_as_they_were_set()
    {
        using Runtime runtime = CpuBackend.Require().CreateRuntime();
        Assert.That(runtime.EngineHostCodeAllowed, Is.False);
        runtime.MaxThreads = 2;
        Assert.That(runtime.MaxThreads, Is.EqualTo(2));
    }

    private static SerializedEngine Plan(TensorRT library) => Engines.Plan(
        library, Models.Affine(), ([1, 3], [2, 3], [8, 3]));
}
