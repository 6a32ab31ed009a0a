namespace TensorRTSharp.Benchmarks;

/// <summary>Start-up time and memory of whole programs, each taking turns with what it is compared with.</summary>
internal static class StartupRows
{
    private const int Runs = 7;
    private const int UsageExitCode = 2;

    public static IEnumerable<ResultRow> All() => OperatingSystem.IsLinux() ? [.. Demo(), .. AheadOfTime()] : [];

    /// <summary>
    /// The demo, over the demo that only prints its usage: .NET and the console library without TensorRTSharp.
    /// </summary>
    private static IEnumerable<ResultRow> Demo()
    {
        string demo = Repository.Program("Demo");
        List<MeasuredProcess> ours = [];
        List<MeasuredProcess> idle = [];
        for (int run = 0; run < Runs; run++)
        {
            ours.Add(MeasuredProcess.Run("dotnet", [demo]));
            idle.Add(MeasuredProcess.Run("dotnet", [demo, "--help"], UsageExitCode));
        }

        const string Baseline = "its usage";
        return
        [
            Time("demo: until the backend is open", ours, static run => run.Lines[0].At, idle, Baseline),
            Time("demo: until the plan is saved", ours, static run => run.Lines.First(IsSaved).At, idle, Baseline),
            Time("demo: whole run, two processes", ours, static run => run.Wall, idle, Baseline),
            Memory("demo: peak memory, building process", ours, 0, idle, Baseline),
            Memory("demo: peak memory, classifying process", ours, 1, idle, Baseline),
        ];
    }

    /// <summary>Model in, one inference out: compiled ahead of time, over the same compiled as it runs.</summary>
    private static IEnumerable<ResultRow> AheadOfTime()
    {
        const string What = "smallest program, compiled ahead of time";
        if (Repository.Publish("AotSmoke") is not { } program)
        {
            return [new ResultRow(What, "could not be published", "", "")];
        }

        List<MeasuredProcess> ours = [];
        List<MeasuredProcess> compiledAsItRuns = [];
        for (int run = 0; run < Runs; run++)
        {
            ours.Add(MeasuredProcess.Run(program.AheadOfTime, [Repository.DigitsModel]));
            compiledAsItRuns.Add(MeasuredProcess.Run("dotnet", [program.Managed, Repository.DigitsModel]));
        }

        const string Baseline = "JIT";
        return
        [
            Time(What, ours, static run => run.Wall, compiledAsItRuns, Baseline),
            Memory(What + ": peak memory", ours, 0, compiledAsItRuns, Baseline),
        ];
    }

    private static bool IsSaved((string Text, TimeSpan At) line) =>
        line.Text.StartsWith("Plan saved", StringComparison.Ordinal);

    private static ResultRow Time(
        string what, List<MeasuredProcess> ours, Func<MeasuredProcess, TimeSpan> time,
        List<MeasuredProcess> others, string baseline) =>
        Row(
            what, [.. ours.Select(run => time(run).TotalNanoseconds)],
            [.. others.Select(run => run.Wall.TotalNanoseconds)], baseline, Figures.Time);

    private static ResultRow Memory(
        string what, List<MeasuredProcess> ours, int process, List<MeasuredProcess> others, string baseline) =>
        Row(
            what, [.. ours.Select(run => (double)run.PeakBytes[process])],
            [.. others.Select(run => (double)run.PeakBytes[0])], baseline, Figures.Memory);

    private static ResultRow Row(
        string what, double[] ours, double[] others, string baseline, Func<double, string> show)
    {
        double our = Figures.Median(ours);
        double other = Figures.Median(others);
        return new ResultRow(
            what, show(our), $"{baseline}: {show(other)}", Figures.Ratio(our / other),
            Figures.Ratio(ours.Min() / others.Min()), show(our - other));
    }
}
