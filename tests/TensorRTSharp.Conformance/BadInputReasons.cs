using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>Why each bad input of the catalog is refused: the checks before any backend's parser say it, or the CPU backend.</summary>
internal static class BadInputReasons
{
    /// <summary>Words of each refusal without which its user would not know what is wrong.</summary>
    private static readonly Dictionary<string, string[]> Words = new()
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

    public static IEnumerable<string> Names => Words.Keys;

    public static void AssertGiven(OnnxParseException refusal, string name)
    {
        string text = string.Join('\n', refusal.Errors.Select(error => error.Description).Prepend(refusal.Message));
        foreach (string word in Words[name])
        {
            Assert.That(text, Does.Contain(word));
        }
    }
}
