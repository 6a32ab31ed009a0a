using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;

namespace TensorRTSharp.Benchmarks;

/// <summary>Measures all benchmarks of a class when the first of them is asked for, and keeps the others' results.</summary>
internal sealed class InterleavedExecutor : IExecutor
{
    private const int Failed = -1;

    private readonly Dictionary<string, IReadOnlyDictionary<string, ContenderResult>> _measured = [];

    public ExecuteResult Execute(ExecuteParameters executeParameters)
    {
        BenchmarkCase benchmark = executeParameters.BenchmarkCase;
        string parameters = string.Join(", ", benchmark.Parameters.Items.Select(static item => item.Value));
        string group = $"{benchmark.Descriptor.Type.FullName}({parameters})";
        try
        {
            if (!_measured.TryGetValue(group, out IReadOnlyDictionary<string, ContenderResult>? results))
            {
                results = Measure(benchmark);
                _measured.Add(group, results);
            }

            ContenderResult result = results[benchmark.Descriptor.WorkloadMethod.Name];
            return new ExecuteResult(
                foundExecutable: true, exitCode: 0, Environment.ProcessId, result.Measurements, [result.Allocations],
                [], executeParameters.LaunchIndex);
        }
        catch (Exception failure)
        {
            executeParameters.Logger.WriteLine(LogKind.Error, failure.ToString());
            return new ExecuteResult(
                foundExecutable: true, Failed, Environment.ProcessId, [], [], [], executeParameters.LaunchIndex);
        }
    }

    private static IReadOnlyDictionary<string, ContenderResult> Measure(BenchmarkCase benchmark)
    {
        RunMode run = benchmark.Job.Run;
        int? iterations = run.HasValue(RunMode.IterationCountCharacteristic) ? run.IterationCount : null;
        using HighPriority priority = new();
        using BenchmarkGroup group = new(benchmark);
        return group.Measure(iterations);
    }
}
