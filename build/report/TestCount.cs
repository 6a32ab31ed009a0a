namespace TensorRTSharp.Report;

/// <summary>What one test program, or one level of it, came to.</summary>
internal sealed record TestCount(string Level, int Passed, int Failed, int Skipped)
{
    /// <summary>Failures by name, and results that cannot be read.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public IReadOnlyList<string> SkipReasons { get; init; } = [];

    public static TestCount Sum(IEnumerable<TestCount> counts) => counts.Aggregate(
        new TestCount("", 0, 0, 0),
        (sum, count) => new TestCount("", sum.Passed + count.Passed, sum.Failed + count.Failed, sum.Skipped + count.Skipped));
}
