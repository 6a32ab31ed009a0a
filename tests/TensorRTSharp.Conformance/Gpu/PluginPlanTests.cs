using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Gpu;

/// <summary>An engine of the real TensorRT that needs a plugin runs with one in C#, whose kernel is PTX.</summary>
[Level("4")]
internal sealed class PluginPlanTests
{
    private const string Plan = "custom-clamp01.plan";

    [Test]
    public void A_plugin_in_CSharp_computes_what_was_recorded_on_the_GPU()
    {
        using PluginRegistration registration = LoadedPlan.RequireTensorRT().Plugins.Register<Clamp01>();
        using LoadedPlan loaded = LoadedPlan.Load(Plan);
        TestModel model = TestModels.Catalog["custom-clamp01"];
        loaded.AssertGivesOutputsOf(model, model.Tolerance.Fp32!.Elementwise!.Value);
    }

    [Test]
    public void Two_contexts_run_copies_of_the_plugin_and_the_plan_goes_through_a_plan_again()
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        using PluginRegistration registration = library.Plugins.Register<Clamp01>();
        using LoadedPlan loaded = LoadedPlan.Load(Plan);
        using SerializedEngine again = loaded.Engine.Serialize();
        using Engine engine = loaded.Runtime.DeserializeEngine(again);
        using InferenceContext first = engine.CreateContext();
        using InferenceContext second = engine.CreateContext();
        foreach (InferenceContext context in new[] { first, second, first })
        {
            Assert.That(
                PluginModel.Run(library, context, PluginModel.Rows),
                Is.EqualTo(PluginModel.Expected(PluginModel.Rows)).Within(1e-6f));
        }
    }

    [TestCase(nameof(Plugin.DescribeFields))]
    [TestCase(nameof(Plugin.Attach))]
    [TestCase(nameof(Plugin.OnShapeChange))]
    [TestCase(nameof(Plugin.Enqueue))]
    public void What_a_plugin_throws_arrives_and_the_next_call_is_fine(string method)
    {
        TensorRT library = LoadedPlan.RequireTensorRT();
        PluginWatch watch = new() { IsBuiltHere = false };
        using PluginRegistration registration = library.Plugins.Register(() => new WatchedClamp01(watch, "Clamp01"));
        watch.ThrowsIn = method;

        Exception? thrown = Assert.Catch(() => RunOnce(library));

        Assert.That(
            thrown?.InnerException, Is.InstanceOf<InvalidOperationException>().With.Message.EqualTo($"thrown in {method}"));
        Assert.That(() => RunOnce(library), Throws.Nothing);
    }

    private static void RunOnce(TensorRT library)
    {
        using LoadedPlan loaded = LoadedPlan.Load(Plan);
        using InferenceContext context = loaded.Engine.CreateContext();
        Assert.That(
            PluginModel.Run(library, context, PluginModel.Rows),
            Is.EqualTo(PluginModel.Expected(PluginModel.Rows)).Within(1e-6f));
    }
}
