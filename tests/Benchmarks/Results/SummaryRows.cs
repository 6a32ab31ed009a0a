using System.ComponentModel;
using System.Reflection;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TensorRTSharp.Benchmarks;

/// <summary>The lines of the final table that BenchmarkDotNet's summaries hold.</summary>
internal static class SummaryRows
{
    public static IEnumerable<ResultRow> Of(Summary summary) =>
        from report in summary.Reports
        group report by report.BenchmarkCase.Parameters.DisplayInfo into sameParameters
        let baseline = sameParameters.FirstOrDefault(report => report.BenchmarkCase.Descriptor.Baseline)
        where baseline is not null
        from ours in sameParameters
        where ours != baseline
        select Row(ours, baseline);

    private static ResultRow Row(BenchmarkReport ours, BenchmarkReport baseline)
    {
        double[] ourTimes = Times(ours);
        double[] baselineTimes = Times(baseline);
        string what = Name(ours.BenchmarkCase);
        if (ourTimes.Length == 0 || baselineTimes.Length == 0)
        {
            return new ResultRow(what, "failed", "", "", HasFailed: true);
        }

        double ourMedian = Figures.Median(ourTimes);
        double baselineMedian = Figures.Median(baselineTimes);
        double[] pairs = [.. ourTimes.Zip(baselineTimes, static (our, other) => our / other)];
        return new ResultRow(
            what, Figures.Time(ourMedian), Figures.Time(baselineMedian),
            $"{Figures.Ratio(ourMedian / baselineMedian)} ({Quartile(pairs, 1)} to {Quartile(pairs, 3)})",
            Figures.Ratio(ourTimes.Min() / baselineTimes.Min()), Figures.Time(ourMedian - baselineMedian),
            $"{Figures.Bytes(Allocated(ours))} / {Figures.Bytes(Allocated(baseline))}");
    }

    private static string Quartile(double[] ratios, int quartile) => Figures.Ratio(Figures.Quantile(ratios, quartile / 4.0));

    private static double[] Times(BenchmarkReport report) =>
    [
        .. report.AllMeasurements
            .Where(static measurement => measurement.IterationStage == IterationStage.Result)
            .Select(static measurement => measurement.Nanoseconds / measurement.Operations),
    ];

    private static long? Allocated(BenchmarkReport report) =>
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);

    private static string Name(BenchmarkCase benchmark)
    {
        string? parameter = benchmark.Parameters.Items.Select(static item => item.Value?.ToString()).FirstOrDefault();
        return parameter ?? benchmark.Descriptor.Type.GetCustomAttribute<DescriptionAttribute>()!.Description;
    }
}
