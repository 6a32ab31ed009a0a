using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>
/// Every model of the catalog by the fluent road and one session, all cases one after another: shapes change, outputs
/// depend on data, and the outputs are those that were recorded elsewhere.
/// </summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class SessionModelTests(Backend backend)
{
    [TestCaseSource(typeof(TestModels), nameof(TestModels.Models))]
    public void A_session_gives_the_recorded_outputs(TestModel model)
    {
        ModelCatalog catalog = TestModels.Catalog;
        EngineBuilder builder = TensorRT.FromOnnx(catalog.PathOf(model.File)).WithLibrary(BackendsUnderTest.Open(backend));
        foreach ((string input, ProfileRange range) in model.Profile)
        {
            builder.WithProfile(input, [.. range.Min], [.. range.Opt], [.. range.Max]);
        }

        using Engine engine = builder.Build();
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        foreach (ModelCase modelCase in model.Cases)
        {
            TestModels.AssertOutputs(
                SessionRun.In(session, inputs, catalog.ReadInputs(modelCase)), modelCase, ModelCaseTests.Bounds(model), model.Id);
        }
    }
}
