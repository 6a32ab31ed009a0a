using System.Globalization;

namespace TensorRTSharp.Testing;

/// <summary>What a comparison found; the worst element is the one farthest beyond its bound.</summary>
public sealed record ComparisonResult(
    int Count, int Mismatches, int WorstIndex, double WorstActual, double WorstExpected, double MaxAbsoluteDifference)
{
    public bool IsMatch => Mismatches == 0;

    public override string ToString() => IsMatch
        ? string.Create(
            CultureInfo.InvariantCulture, $"{Count} elements match; largest difference {MaxAbsoluteDifference:g4}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Mismatches} of {Count} elements differ; worst at {WorstIndex}: actual {WorstActual:g9}, "
            + $"expected {WorstExpected:g9}, difference {Math.Abs(WorstActual - WorstExpected):g4}");
}
