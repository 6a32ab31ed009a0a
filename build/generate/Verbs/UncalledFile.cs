using System.Text.Json;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>api/uncalled.json: methods of TensorRT-RTX that no test calls on the real library, and why.</summary>
/// <param name="Floor">How many methods are called at least.</param>
/// <param name="Unreachable">What cannot be called on a machine without a GPU.</param>
/// <param name="Uncalled">What could be called, and is not.</param>
internal sealed record UncalledFile(int Floor, IReadOnlyList<UncalledReason> Unreachable, IReadOnlyList<UncalledReason> Uncalled)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public IEnumerable<string> Patterns => Unreachable.Concat(Uncalled).SelectMany(reason => reason.Methods);

    public static UncalledFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<UncalledFile>(File.ReadAllText(path), Format)
                ?? throw new GeneratorException($"{path} holds null.");
        }
        catch (JsonException failure)
        {
            throw new GeneratorException($"{path}: {failure.Message}");
        }
    }

    public string? WhyUnreachable(string method) => Reasons(Unreachable, method).FirstOrDefault();

    public string? WhyUncalled(string method) => Reasons(Uncalled, method).FirstOrDefault();

    public IReadOnlyList<string> ReasonsOf(string method) => [.. Reasons(Unreachable.Concat(Uncalled), method)];

    /// <summary>"IBuilder::reset" is one method, "ICudaEngine::*" are all of a class.</summary>
    public static bool Matches(string pattern, string method) => pattern.EndsWith("::*", StringComparison.Ordinal)
        ? method.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : method == pattern;

    private static IEnumerable<string> Reasons(IEnumerable<UncalledReason> reasons, string method) =>
        reasons.Where(reason => reason.Methods.Any(pattern => Matches(pattern, method))).Select(reason => reason.Reason);
}

/// <summary>Why some methods are not called.</summary>
internal sealed record UncalledReason(string Reason, IReadOnlyList<string> Methods);
