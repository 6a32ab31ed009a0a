using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>
/// Topologies whose recorded outputs are constant, with seeded weights, against ONNX Runtime's own C# package, run on
/// the same bytes.
/// </summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class SeededWeightsTests(Backend backend)
{
    private const ulong Seed = 4;

    private readonly TensorRT _library = TensorRT.Open(backend);

    [TestCase("light-alexnet", 1)]
    [TestCase("light-densenet121", 1)]
    [TestCase("light-inception_v2", 1)]
    [TestCase("light-resnet50", 1)]
    [TestCase("light-shufflenet", 1)]
    [TestCase("light-squeezenet", 1)]
    [TestCase("light-vgg19", 1)]
    [TestCase("resnet50-dynamic", 1)]
    [TestCase("resnet50-dynamic", 3)]
    public void Outputs_equal_those_of_OnnxRuntime(string id, int batch)
    {
        var catalog = TestModels.Catalog;
        var model = catalog[id];
        var seeded = OnnxModelSurgeon.SeedWeights(catalog.ReadModel(model), Seed);
        var inputs = RandomInputs(model, batch);
        var expected = OnnxRuntimeReference.Run(seeded, inputs);
        using var compiled = CompiledModel.FromBytes(_library, seeded, model.Profile);

        var outputs = compiled.Run(inputs);

        foreach (var (name, array) in expected)
        {
            var largest = array.ToDoubles().Max(Math.Abs);
            ToleranceAssert.AreClose(outputs[name], array, new Tolerance(1e-6 * largest, 1e-3), name);
        }
    }

    private static Dictionary<string, TypedArray> RandomInputs(TestModel model, int batch) =>
        model.Inputs.ToDictionary(
            i => i.Name,
            i => ReferenceTensor.Random(new SeededRandom(Seed, i.Name), [batch, .. i.Shape.Skip(1)]).ToFloats());
}
