using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>Real models give the outputs that were recorded for them.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class ModelCaseTests(Backend backend)
{
    private readonly TensorRT _library = TensorRT.Open(backend);

    [TestCaseSource(typeof(TestModels), nameof(TestModels.Cases))]
    public void Outputs_are_the_expected_ones(TestModel model, ModelCase modelCase)
    {
        var catalog = TestModels.Catalog;
        using var compiled = CompiledModel.FromCatalog(_library, catalog, model);

        var outputs = compiled.Run(catalog.ReadInputs(modelCase));

        var expected = catalog.ReadOutputs(modelCase);
        Assert.That(outputs.Keys, Is.EquivalentTo(expected.Keys));
        TestModels.AssertOutputs(outputs, modelCase, Bounds(model), model.Id);
    }

    [TestCaseSource(typeof(TestModels), nameof(TestModels.Models))]
    public void The_engine_declares_the_tensors_of_its_model(TestModel model)
    {
        using var compiled = CompiledModel.FromCatalog(_library, TestModels.Catalog, model);

        AssertDeclared(compiled.Engine.Inputs, model.Inputs);
        AssertDeclared(compiled.Engine.Outputs, model.Outputs);
        foreach (var (input, range) in model.Profile)
        {
            Assert.That(compiled.Engine.GetProfileShape(input, 0, OptProfileSelector.Min), Is.EqualTo(range.Min));
            Assert.That(compiled.Engine.GetProfileShape(input, 0, OptProfileSelector.Opt), Is.EqualTo(range.Opt));
            Assert.That(compiled.Engine.GetProfileShape(input, 0, OptProfileSelector.Max), Is.EqualTo(range.Max));
        }
    }

    private static void AssertDeclared(IReadOnlyList<EngineTensor> actual, IReadOnlyList<ModelTensor> expected)
    {
        Assert.That(actual.Select(t => t.Name), Is.EqualTo(expected.Select(t => t.Name)));
        foreach (var (tensor, declared) in actual.Zip(expected))
        {
            Assert.That(BoundMemory.TypeOf(tensor), Is.EqualTo(declared.Type), tensor.Name);
            Assert.That(tensor.Shape.ToArray(), Is.EqualTo(declared.Shape), tensor.Name);
        }
    }

    // Integer products and sums are exact: a quantised model meets what was recorded for it, on whatever processor. The
    // catalog's bounds for INT8 are for other quantisations of the same network.
    internal static Tolerance Bounds(TestModel model) =>
        (model.Tolerance.Fp32 ?? model.Tolerance.Fp16)?.Elementwise
        ?? (model.Tolerance.Int8 is null
            ? throw new InvalidDataException($"{model.Id} has no tolerance.")
            : new Tolerance(1e-3, 1e-3));
}
