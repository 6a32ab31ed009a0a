using System.Globalization;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>
/// A monitor that holds TensorRT to what NvInferRuntime.h promises: a phase starts once before it finishes, a parent is open
/// while its phases are, steps go up from 0 and stay below the number that was announced.
/// </summary>
internal sealed class NestingMonitor : IProgressMonitor
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Steps, int Next)> _open = [];
    private readonly Dictionary<string, int> _calls = [];
    private readonly List<string> _phases = [];
    private readonly HashSet<int> _threads = [];

    public List<string> Faults { get; } = [];

    public IReadOnlyCollection<string> Open => _open.Keys;

    public int Calls => _calls.Values.Sum();

    public string Summary => string.Create(
        CultureInfo.InvariantCulture, $"{_phases.Count} phases, {Calls} calls, {_threads.Count} threads: {string.Join(", ", _phases)}");

    public (string Method, Exception What)? Throws { get; set; }

    public Action? AtFirstStep { get; set; }

    public int CallsOf(string method) => _calls.GetValueOrDefault(method);

    public void PhaseStart(string phase, string? parentPhase, int stepCount)
    {
        lock (_gate)
        {
            Called(nameof(PhaseStart));
            _phases.Add(phase);
            Expect(_open.TryAdd(phase, (stepCount, 0)), $"{phase} starts although it has not finished");
            Expect(parentPhase is null || _open.ContainsKey(parentPhase), $"{phase} starts in {parentPhase}, which is not open");
            Expect(stepCount > 0, $"{phase} has {stepCount} steps");
        }

        Throw(nameof(PhaseStart));
    }

    public bool StepComplete(string phase, int step)
    {
        Action? atFirstStep;
        lock (_gate)
        {
            Called(nameof(StepComplete));
            (atFirstStep, AtFirstStep) = (AtFirstStep, null);
            if (_open.TryGetValue(phase, out (int Steps, int Next) at))
            {
                Expect(step >= at.Next && step < at.Steps, $"{phase}: step {step} after {at.Next - 1} of {at.Steps}");
                _open[phase] = (at.Steps, step + 1);
            }
            else
            {
                Expect(false, $"{phase} has a step, but is not open");
            }
        }

        atFirstStep?.Invoke();
        Throw(nameof(StepComplete));
        return true;
    }

    public void PhaseFinish(string phase)
    {
        lock (_gate)
        {
            Called(nameof(PhaseFinish));
            Expect(_open.Remove(phase), $"{phase} finishes, but is not open");
        }

        Throw(nameof(PhaseFinish));
    }

    private void Called(string method)
    {
        _calls[method] = _calls.GetValueOrDefault(method) + 1;
        _ = _threads.Add(Environment.CurrentManagedThreadId);
    }

    private void Expect(bool isSo, string fault)
    {
        if (!isSo)
        {
            Faults.Add(fault);
        }
    }

    private void Throw(string method)
    {
        if (Throws is { } fault && fault.Method == method)
        {
            throw fault.What;
        }
    }
}
