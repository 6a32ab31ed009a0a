using System.Globalization;

namespace TensorRTSharp.Benchmarks;

/// <summary>Numbers as the tables show them.</summary>
internal static class Figures
{
    private const double Kilo = 1000;
    private const double MiB = 1024 * 1024;

    public static string Time(double nanoseconds) => Math.Abs(nanoseconds) switch
    {
        < Kilo => Text($"{nanoseconds:F1} ns"),
        < Kilo * Kilo => Text($"{nanoseconds / Kilo:F2} µs"),
        _ => Text($"{nanoseconds / (Kilo * Kilo):F1} ms"),
    };

    public static string Memory(double bytes) => Text($"{bytes / MiB:F1} MiB");

    public static string Ratio(double ratio) => Text($"{ratio:F3}");

    public static string Bytes(long? bytes) => bytes is null ? "" : Text($"{bytes} B");

    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
