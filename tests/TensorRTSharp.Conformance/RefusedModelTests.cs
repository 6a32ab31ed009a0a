using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>What is no model, or none that the backend can run, is refused with the reason.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class RefusedModelTests(Backend backend)
{
    /// <summary>Words of each refusal without which its user would not know what is wrong.</summary>
    private static readonly Dictionary<string, string[]> Reasons = new()
    {
        ["01-empty"] = ["empty"],
        ["02-truncated-head"] = ["truncated"],
        ["03-truncated-middle"] = ["truncated"],
        ["04-truncated-last-byte"] = ["truncated"],
        ["05-random"] = ["protobuf"],
        ["06-wrong-magic"] = ["protobuf"],
        ["07-not-a-model"] = ["graph"],
        ["08-cyclic"] = ["cycle", "n1", "n2"],
        ["09-duplicate-names"] = ["'y'", "twice"],
        ["10-missing-initializer"] = ["'nowhere'", "'n'"],
        ["11-opset-999"] = ["opset 999"],
        ["12-external-escape"] = ["../../etc/passwd", "outside"],
        ["13-external-escape-existing"] = ["../digits-cnn-external/digits-cnn-external.bin", "outside"],
        ["14-external-absolute"] = ["absolute"],
        ["15-external-missing"] = ["missing.bin", "does not exist"],
        ["16-external-short"] = ["short.bin", "too short"],
        ["17-raw-size-mismatch"] = ["8 bytes", "16"],
        ["18-unknown-op"] = ["NoSuchOp", "unknown"],
        ["19-shape-conflict"] = ["MatMul", "'n'"],
    };

    private readonly TensorRT _library = TensorRT.Open(backend);

    [Test]
    public void Every_bad_input_has_its_reason() =>
        Assert.That(TestModels.Catalog.BadInputs.Select(b => b.Name), Is.EquivalentTo(Reasons.Keys));

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

        var refusal = Assert.Catch<TensorRTException>(
            () => CompiledModel.Build(_library, parse, CompiledModel.NoProfile).Dispose());

        TestContext.Out.WriteLine($"{refusal.GetType().Name}: {refusal.Message}");
        foreach (var word in Reasons[bad.Name])
        {
            Assert.That(refusal.Message, Does.Contain(word).IgnoreCase);
        }
    }
}
