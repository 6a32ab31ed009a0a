using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;

namespace TensorRTSharp.Benchmarks;

/// <summary>What BenchmarkDotNet reads: a line for each iteration, and one for the allocations.</summary>
internal sealed record ContenderResult(IReadOnlyList<string> Measurements, string Allocations);

/// <summary>One benchmark method and what was measured of it.</summary>
internal sealed class Contender(object instance, MethodInfo method)
{
    private const int FewestAllocatingInvocations = 2;
    private const int MostAllocatingInvocations = 100;

    private readonly Action _workload = method.CreateDelegate<Action>(instance);
    private readonly int _operationsPerInvoke = method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
    private readonly List<string> _measurements = [];
    private int _invocations = 1;

    public string Name => method.Name;

    /// <summary>Settles how often an iteration invokes the method, by how long that took until now.</summary>
    public void Plan(TimeSpan iterationTime)
    {
        TimeSpan once = Time(1);
        _invocations = (int)Math.Clamp(iterationTime / once, 1, 1_000_000);
    }

    /// <summary>Invokes the method, at least once, for so long.</summary>
    public void WarmUp(TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        do
        {
            _workload();
        }
        while (Stopwatch.GetElapsedTime(started) < time);
    }

    public TimeSpan Iterate()
    {
        TimeSpan time = Time(_invocations);
        Measurement measurement = new(
            launchIndex: 1, IterationMode.Workload, IterationStage.Result, _measurements.Count + 1,
            (long)_invocations * _operationsPerInvoke, time.TotalNanoseconds);
        _measurements.Add(measurement.ToString());
        return time;
    }

    /// <summary>Apart from the timed iterations, because reading the counters collects garbage.</summary>
    public ContenderResult Finish()
    {
        int invocations = Math.Clamp(_invocations, FewestAllocatingInvocations, MostAllocatingInvocations);
        GcStats before = GcStats.ReadInitial();
        _ = Time(invocations);
        GcStats after = GcStats.ReadFinal();
        GcStats allocations = (after - before).WithTotalOperations((long)invocations * _operationsPerInvoke);
        return new ContenderResult(_measurements, allocations.ToOutputLine());
    }

    private TimeSpan Time(int invocations)
    {
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < invocations; i++)
        {
            _workload();
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
