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

    // What sleeps between two turns, as ONNX Runtime's threads do, is woken by the first invocations.
    private static readonly TimeSpan LeadIn = TimeSpan.FromMilliseconds(1);

    private readonly Action _workload = method.CreateDelegate<Action>(instance);
    private readonly int _operationsPerInvoke = method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
    private readonly List<string> _measurements = [];

    public string Name => method.Name;

    /// <summary>How often an iteration invokes the method.</summary>
    public int Invocations { get; set; } = 1;

    /// <summary>Invokes the method, at least once, for so long; gives the time of one invocation.</summary>
    public TimeSpan WarmUp(TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        int invocations = 0;
        TimeSpan elapsed;
        do
        {
            _workload();
            invocations++;
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < time);
        return elapsed / invocations;
    }

    public void Iterate()
    {
        if (Invocations > 1)
        {
            _ = WarmUp(LeadIn);
        }

        TimeSpan time = Time(Invocations);
        Measurement measurement = new(
            launchIndex: 1, IterationMode.Workload, IterationStage.Result, _measurements.Count + 1,
            (long)Invocations * _operationsPerInvoke, time.TotalNanoseconds);
        _measurements.Add(measurement.ToString());
    }

    /// <summary>Apart from the timed iterations, because reading the counters collects garbage.</summary>
    public ContenderResult Finish()
    {
        int invocations = Math.Clamp(Invocations, FewestAllocatingInvocations, MostAllocatingInvocations);
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
