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
        ["01-empty"] = ["empty", "0 bytes"],
        ["02-truncated-head"] = ["not a valid ONNX model", "cut short"],
        ["03-truncated-middle"] = ["not a valid ONNX model", "cut short"],
        ["04-truncated-last-byte"] = ["not a valid ONNX model", "cut short"],
        ["05-random"] = ["not a valid ONNX model", "wire type"],
        ["06-wrong-magic"] = ["not a valid ONNX model", "field number"],
        ["07-not-a-model"] = ["not a valid ONNX model", "field 2"],
        ["08-cyclic"] = ["cycle", "'n1'", "'n2'"],
        ["09-duplicate-names"] = ["'y'", "defined twice"],
        ["10-missing-initializer"] = ["'nowhere'", "'n'"],
        ["11-opset-999"] = ["opset 999", "not supported"],
        ["12-external-escape"] = ["'../../etc/passwd'", "outside the model's folder"],
        ["13-external-escape-existing"] =
            ["'../digits-cnn-external/digits-cnn-external.bin'", "outside the model's folder"],
        ["14-external-absolute"] = ["'/etc/passwd'", "absolute path"],
        ["15-external-missing"] = ["'missing.bin'", "does not exist"],
        ["16-external-short"] = ["'short.bin'", "too short"],
        ["17-raw-size-mismatch"] = ["'w'", "8 bytes", "takes 16"],
        ["18-unknown-op"] = ["No Op registered for NoSuchOp"],
        ["19-shape-conflict"] = ["MatMul", "Incompatible dimensions"],
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

        var refusal = Assert.Throws<OnnxParseException>(
            () => CompiledModel.Build(_library, parse, CompiledModel.NoProfile).Dispose());

        var text = string.Join('\n', refusal.Errors.Select(e => e.Description).Prepend(refusal.Message));
        foreach (var word in Reasons[bad.Name])
        {
            Assert.That(text, Does.Contain(word));
        }

        Assert.That(refusal.Errors, Is.Not.Empty);
    }
}
