namespace TensorRTSharp.Testing;

/// <summary>An element passes when |actual - expected| &lt;= Absolute + Relative * |expected|.</summary>
public readonly record struct Tolerance(double Absolute, double Relative)
{
    public static Tolerance Exact => default;

    /// <summary>NaN matches NaN, and an infinity only itself.</summary>
    public bool Accepts(double actual, double expected)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
        {
            return double.IsNaN(expected) && double.IsNaN(actual);
        }

        // Apart, because an infinite expected value would make the bound infinite too.
        return double.IsInfinity(expected) || double.IsInfinity(actual)
            ? actual.Equals(expected)
            : Math.Abs(actual - expected) <= Bound(expected);
    }

    public double Bound(double expected) => Absolute + (Relative * Math.Abs(expected));
}
