using NUnit.Framework;
using TensorRTSharp.Conformance.RealLibraries;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Gpu;

/// <summary>What goes wrong on a real GPU is one typed exception with what TensorRT logged; the next call works.</summary>
[Level("4")]
internal sealed class GpuFailureTests
{
    private static TestModel Digits => TestModels.Catalog["digits-cnn"];

    [Test]
    public void A_plan_that_lacks_a_plugin_names_it()
    {
        LoadedPlan.RequireTensorRT();
        EngineLoadException? failure = Assert.Throws<EngineLoadException>(() => LoadedPlan.Load("custom-clamp01.plan").Dispose());
        TestContext.Out.WriteLine(failure!.Message);
        Assert.That(failure.Message, Does.Contain("Clamp01"));
    }

    [TestCase(0, TestName = "An_empty_plan_is_refused")]
    [TestCase(31, TestName = "A_plan_cut_in_its_header_is_refused")]
    [TestCase(100_000, TestName = "A_plan_cut_in_its_middle_is_refused")]
    public void A_damaged_plan_is_refused(int length)
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        using Runtime runtime = library.CreateRuntime();
        byte[] plan = File.ReadAllBytes(LoadedPlan.PathOf("digits-cnn-refit.plan"));
        Assert.That(
            () => runtime.DeserializeEngine(plan.AsSpan(0, length)).Dispose(),
            Throws.InstanceOf<EngineLoadException>().Or.InstanceOf<ArgumentException>());
        runtime.DeserializeEngine(plan).Dispose();
    }

    [Test]
    public void What_is_no_plan_of_TensorRT_is_refused_with_the_log()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        using Runtime runtime = library.CreateRuntime();
        byte[] plan = File.ReadAllBytes(LoadedPlan.PathOf("digits-cnn-refit.plan"));
        plan[0] = (byte)'v'; // TensorRT-RTX's plans begin so
        EngineLoadException? failure = Assert.Throws<EngineLoadException>(() => runtime.DeserializeEngine(plan).Dispose());
        TestContext.Out.WriteLine(failure!.Message);
        Assert.That(failure.Message, Does.Contain("Error Code"));
    }

    [Test]
    public void A_shape_beyond_the_profile_is_refused_and_the_next_one_works()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-refit.plan");
        using InferenceContext context = loaded.Engine.CreateContext();
        Exception? failure = Assert.Catch(() => context.SetInputShape("input", [65, 1, 8, 8]));
        TestContext.Out.WriteLine(failure!.Message);
        Assert.That(failure.Message, Does.Contain("input").And.Contain("65"));
        ModelCase modelCase = Digits.Cases[0];
        IReadOnlyDictionary<string, TypedArray> outputs = EngineRun.In(loaded.Library, context, TestModels.Catalog.ReadInputs(modelCase));
        Assert.That(outputs["logits"].Length, Is.EqualTo(10));
    }

    [Test]
    public void A_run_without_addresses_is_refused()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-refit.plan");
        using InferenceContext context = loaded.Engine.CreateContext();
        using DeviceStream stream = loaded.Library.CreateStream();
        context.SetInputShape("input", [1, 1, 8, 8]);
        Exception? failure = Assert.Catch(() => context.Enqueue(stream));
        TestContext.Out.WriteLine(failure!.Message);
        Assert.That(failure, Is.InstanceOf<TensorRTException>().Or.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Objects_are_disposed_in_any_order()
    {
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-refit.plan");
        using InferenceContext context = loaded.Engine.CreateContext();
        loaded.Runtime.Dispose();
        loaded.Engine.Dispose();
        ModelCase modelCase = Digits.Cases[0];
        IReadOnlyDictionary<string, TypedArray> outputs = EngineRun.In(loaded.Library, context, TestModels.Catalog.ReadInputs(modelCase));
        Assert.That(outputs["logits"].Length, Is.EqualTo(10));
    }

    // The builder's library of kernels is not part of what these tests bring: TensorRT makes no builder without it.
    [Test]
    public void A_builder_that_lacks_its_kernels_says_so_and_the_engines_go_on()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        LogLines log = new();
        TensorRTException? failure = Assert.Throws<TensorRTException>(() => library.CreateBuilder(log).Dispose());
        Assert.That(failure!.Message, Does.Contain("libnvinfer_builder_resource.so.10.6.0"));
        Assert.That(log.Lines, Has.Some.Matches<(Microsoft.Extensions.Logging.LogLevel Level, string Text)>(
            line => line.Level == Microsoft.Extensions.Logging.LogLevel.Error && line.Text.Contains("builder_resource", StringComparison.Ordinal)));
        using LoadedPlan loaded = LoadedPlan.Load("digits-cnn-refit.plan");
        loaded.AssertGivesOutputsOf(Digits, Digits.Tolerance.Tf32!.Elementwise!.Value);
    }
}
