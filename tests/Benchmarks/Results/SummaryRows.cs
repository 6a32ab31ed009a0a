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
        let baseline = sameParameters.First(report => report.BenchmarkCase.Descriptor.Baseline)
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
            $"{Figures.Ratio(ourMedian / baselineMedian)} ({Figures.Ratio(Figures.Quantile(pairs, 0.25))} to {Figures.Ratio(Figures.Quantile(pairs, 0.75))})",
            Figures.Ratio(ourTimes.Min() / baselineTimes.Min()), Figures.Time(ourMedian - baselineMedian),
            $"{Figures.Bytes(Allocated(ours))} / {Figures.Bytes(Allocated(baseline))}");
    }

    private static double[] Times(BenchmarkReport report) =>
    [
        .. report.AllMeasurements
            .Where(static measurement => measurement.IterationStage == IterationStage.Result)
            .Select(static measurement => measurement.Nanoseconds / measurement.Operations),
    ];

    private static long? Allocated(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);

    private static string Name(BenchmarkCase benchmark)
    {
        string? parameters = benchmark.Parameters.Items.Select(static parameter => parameter.Value?.ToString()).FirstOrDefault();
        return parameters ?? benchmark.Descriptor.Type.GetCustomAttribute<DescriptionAttribute>()!.Description;
    }
}
