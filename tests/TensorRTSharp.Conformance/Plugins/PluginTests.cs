using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>A plugin in C#, by both roads into a network, through a plan, to numbers.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class PluginTests(Backend backend)
{
    private readonly TensorRT _library = BackendsUnderTest.Open(backend);

    [Test]
    public void A_model_with_a_plugin_gives_what_was_recorded_and_what_its_twin_gives()
    {
        using PluginRegistration registration = _library.Plugins.Register<Clamp01>();
        ModelCatalog catalog = TestModels.Catalog;
        TestModel model = catalog.Models.Single(m => m.Id == "custom-clamp01");
        TestModel twin = catalog.Models.Single(m => m.Id == "custom-clamp01-standard");
        using var compiled = CompiledModel.FromCatalog(_library, catalog, model);
        using var compiledTwin = CompiledModel.FromCatalog(_library, catalog, twin);

        Tolerance tolerance = model.Tolerance.Fp32!.Elementwise!.Value;

        foreach (ModelCase modelCase in model.Cases)
        {
            var inputs = catalog.ReadInputs(modelCase);
            var outputs = compiled.Run(inputs);
            TestModels.AssertOutputs(outputs, modelCase, tolerance, model.Id);
            var twinOutputs = compiledTwin.Run(inputs);
            ToleranceAssert.AreClose(outputs["y"], twinOutputs["y"], tolerance, modelCase.Name);
        }
    }
}
