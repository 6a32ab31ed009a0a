namespace TensorRTSharp.Testing;

/// <summary>Compares computed elements with expected ones.</summary>
public static class TensorComparison
{
    public static ComparisonResult Compare(
        ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, Tolerance tolerance)
    {
        if (actual.Length != expected.Length)
        {
            throw new ArgumentException(
                $"{actual.Length} elements cannot be compared with {expected.Length}.", nameof(actual));
        }

        var mismatches = 0;
        var worst = -1;
        var worstExcess = double.NegativeInfinity;
        var largest = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            var difference = Difference(actual[i], expected[i]);
            largest = Math.Max(largest, difference);
            if (tolerance.Accepts(actual[i], expected[i]))
            {
                continue;
            }

            mismatches++;
            var excess = double.IsFinite(difference) ? difference - tolerance.Bound(expected[i]) : difference;
            if (excess > worstExcess)
            {
                (worst, worstExcess) = (i, excess);
            }
        }

        return worst < 0
            ? new(actual.Length, mismatches, worst, 0, 0, largest)
            : new(actual.Length, mismatches, worst, actual[worst], expected[worst], largest);
    }

    // A NaN or an infinity that has no partner is as far away as can be.
    private static double Difference(double actual, double expected)
    {
        if (actual.Equals(expected))
        {
            return 0;
        }

        var difference = Math.Abs(actual - expected);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}
