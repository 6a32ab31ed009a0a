namespace TensorRTSharp.Testing;

/// <summary>The levels there are, and which of them this run must not skip.</summary>
public static class TestLevels
{
    /// <summary>Names, separated by commas, the levels that fail where a prerequisite is missing.</summary>
    public const string RequiredVariable = "TRTSHARP_REQUIRE_LEVELS";

    public static IReadOnlyList<string> All { get; } = ["0", "1", "1w", "2", "3", "4"];

    public static bool IsRequired(string level) =>
        IsRequired(level, Environment.GetEnvironmentVariable(RequiredVariable));

    public static bool IsRequired(string level, string? requiredLevels) =>
        (requiredLevels ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Contains(Check(level), StringComparer.Ordinal);

    internal static string Check(string level) =>
        All.Contains(level, StringComparer.Ordinal)
            ? level
            : throw new ArgumentException(
                $"There is no test level '{level}', only {string.Join(", ", All)}.", nameof(level));
}
