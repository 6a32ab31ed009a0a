using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Running;

namespace TensorRTSharp.Benchmarks;

/// <summary>The benchmarks of one class, on one instance with one set of parameters: set up once, taking turns.</summary>
internal sealed class BenchmarkGroup : IDisposable
{
    private const int FewestIterations = 10;
    private const int MostIterations = 200;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(0.5);

    // Short, where one run of the method is: most iterations then end before another process gets the core.
    private static readonly TimeSpan IterationTime = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(24);

    // ONNX Runtime's threads spin for a while after a run: they would take a core from who is next.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly Descriptor _descriptor;
    private readonly object _instance;
    private readonly Contender[] _contenders;

    public BenchmarkGroup(BenchmarkCase benchmark)
    {
        _descriptor = benchmark.Descriptor;
        _instance = Activator.CreateInstance(_descriptor.Type)!;
        foreach (ParameterInstance parameter in benchmark.Parameters.Items)
        {
            _descriptor.Type.GetProperty(parameter.Name)!.SetValue(_instance, parameter.Value);
        }

        Invoke(_descriptor.GlobalSetupMethod);
        _contenders =
        [
            .. _descriptor.Type.GetMethods()
                .Where(method => method.IsDefined(typeof(BenchmarkAttribute)))
                .Select(method => new Contender(_instance, method)),
        ];
    }

    public IReadOnlyDictionary<string, ContenderResult> Measure(int? iterations)
    {
        TimeSpan longest = _contenders.Max(contender => contender.WarmUp(iterations is null ? WarmUpTime : TimeSpan.Zero));
        foreach (Contender contender in _contenders)
        {
            // The same for all: what an iteration costs once must not weigh more with one of them.
            contender.Invocations = (int)Math.Clamp(IterationTime / longest, 1, int.MaxValue);
        }

        long started = Stopwatch.GetTimestamp();
        for (int done = 0; IsMore(done, iterations, Stopwatch.GetElapsedTime(started)); done++)
        {
            // Forwards and backwards in turn: who runs later would have whatever advantage that is.
            foreach (Contender contender in done % 2 == 0 ? _contenders : _contenders.AsEnumerable().Reverse())
            {
                Thread.Sleep(Pause);
                contender.Iterate();
            }
        }

        return _contenders.ToDictionary(contender => contender.Name, contender => contender.Finish());
    }

    public void Dispose() => Invoke(_descriptor.GlobalCleanupMethod);

    private static bool IsMore(int done, int? wanted, TimeSpan elapsed) =>
        wanted is { } count
            ? done < count
            : done < FewestIterations || (done < MostIterations && elapsed < Budget);

    private void Invoke(MethodInfo? method) =>
        method?.Invoke(_instance, BindingFlags.DoNotWrapExceptions, null, null, null);
}
