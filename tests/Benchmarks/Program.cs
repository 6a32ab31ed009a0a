using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using TensorRTSharp.Benchmarks;

// Without arguments everything; --startup alone; anything else is for BenchmarkDotNet.
const string StartupOnly = "--startup";
const int LongestParameter = 60;

string artifacts = Path.Combine(Repository.Artifacts, "benchmarks");
IConfig config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(new InterleavedToolchain()).AsDefault())
    .AddColumn(StatisticColumn.Median)
    .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(LongestParameter))
    .WithArtifactsPath(artifacts);

List<ResultRow> rows = [];
Summary[] summaries = [];
if (args is not [StartupOnly])
{
    string[] wanted = args.Length > 0 ? args : ["--filter", "*"];
    summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(wanted, config)];
    rows.AddRange(summaries.SelectMany(SummaryRows.Of));
}

if (args.Length == 0 && BenchmarkModels.WhyNoResNet50 is { } reason)
{
    rows.Add(new ResultRow($"{BenchmarkModels.ResNet50}: {reason}", "", "", ""));
}

if (args is [] or [StartupOnly])
{
    rows.AddRange(StartupRows.All());
}

if (rows.Count > 0)
{
    string folder = summaries.Length > 0 ? summaries[0].ResultsDirectoryPath : Path.Combine(artifacts, "results");
    ResultTable table = new(Machine.Describe(), rows);
    table.Print();
    table.Save(Path.Combine(folder, "benchmarks.md"));
}

return rows.Any(static row => row.HasFailed) ? 1 : 0;
