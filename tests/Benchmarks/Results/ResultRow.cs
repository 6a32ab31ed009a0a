namespace TensorRTSharp.Benchmarks;

/// <summary>One line of the final table, as text.</summary>
internal sealed record ResultRow(
    string What, string Ours, string Baseline, string Ratio,
    string Fastest = "", string Difference = "", string BytesPerCall = "", bool HasFailed = false);
