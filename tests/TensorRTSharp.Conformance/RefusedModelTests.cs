using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>What is no model, or none that the backend can run, is refused with the reason.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class RefusedModelTests(Backend backend)
{
    private readonly TensorRT _library = TensorRT.Open(backend);

    [Test]
    public void Every_bad_input_has_its_reason() =>
        Assert.That(TestModels.Catalog.BadInputs.Select(b => b.Name), Is.EquivalentTo(BadInputReasons.Names));

    [TestCaseSource(typeof(TestModels), nameof(TestModels.BadInputs))]
    public void A_bad_file_is_refused_with_the_reason(BadInput bad)
    {
        var path = TestModels.Catalog.PathOf(bad.File);

        AssertRefused(bad, parser => parser.ParseFile(path));
    }

    [TestCaseSource(typeof(TestModels), nameof(TestModels.BadInputs))]
    public void Bad_bytes_are_refused_with_the_reason(BadInput bad)
    {
        var path = TestModels.Catalog.PathOf(bad.File);

        AssertRefused(bad, parser => parser.Parse(File.ReadAllBytes(path), path));
    }

    [Test]
    public void An_operator_that_nobody_knows_is_named()
    {
        var catalog = TestModels.Catalog;
        var model = catalog["custom-clamp01"];

        var refusal = Assert.Throws<OnnxParseException>(
            () => CompiledModel.FromCatalog(_library, catalog, model).Dispose());

        Assert.That(refusal.Message, Does.Contain("Clamp01").And.Contain("com.example"));
        Assert.That(refusal.Errors.Select(e => (e.Operator, e.NodeName)), Does.Contain(("Clamp01", "clamp")));
    }

    private void AssertRefused(BadInput bad, Action<OnnxParser> parse)
    {
        Assert.That(bad.MustBeRejected, Is.True);

        var refusal = Assert.Throws<OnnxParseException>(
            () => CompiledModel.Build(_library, parse, CompiledModel.NoProfile).Dispose());

        BadInputReasons.AssertGiven(refusal, bad.Name);
        Assert.That(refusal.Errors, Is.Not.Empty);
    }
}
