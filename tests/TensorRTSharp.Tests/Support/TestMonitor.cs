using System.Collections.Concurrent;

namespace TensorRTSharp.Tests.Support;

/// <summary>Records a build's progress, and does what the test says at each call.</summary>
internal sealed class TestMonitor : IProgressMonitor
{
    internal ConcurrentQueue<string> Calls { get; } = new();

    internal Action<string>? OnPhaseStart { get; init; }

    internal Func<string, int, bool>? OnStepComplete { get; init; }

    internal Action<string>? OnPhaseFinish { get; init; }

    public void PhaseStart(string phase, string? parentPhase, int stepCount)
    {
        Calls.Enqueue($"start {phase} in {parentPhase ?? "nothing"}");
        OnPhaseStart?.Invoke(phase);
    }

    public bool StepComplete(string phase, int step)
    {
        Calls.Enqueue($"step {step} of {phase}");
        return OnStepComplete?.Invoke(phase, step) ?? true;
    }

    public void PhaseFinish(string phase)
    {
        Calls.Enqueue($"finish {phase}");
        OnPhaseFinish?.Invoke(phase);
    }
}
