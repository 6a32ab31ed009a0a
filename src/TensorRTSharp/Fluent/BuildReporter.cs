using System.Collections.Concurrent;
using System.Diagnostics;

namespace TensorRTSharp;

/// <summary>Tells an <see cref="IProgress{T}"/> what a build does. The builder calls it from several threads.</summary>
internal sealed class BuildReporter(IProgress<BuildProgress>? progress) : IProgressMonitor
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<string, Phase> _phases = new(StringComparer.Ordinal);

    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    internal bool IsHeard => progress is not null;

    internal void Enter(BuildStage stage) => progress?.Report(new BuildProgress(stage, Elapsed));

    public void PhaseStart(string phase, string? parentPhase, int stepCount)
    {
        Phase started = new(parentPhase, stepCount);
        _phases[phase] = started;
        Report(phase, started, 0);
    }

    public bool StepComplete(string phase, int step)
    {
        if (_phases.TryGetValue(phase, out Phase? running))
        {
            Report(phase, running, running.CountStep());
        }

        return true;
    }

    public void PhaseFinish(string phase)
    {
        if (_phases.TryRemove(phase, out Phase? finished))
        {
            Report(phase, finished, finished.StepCount);
        }
    }

    private void Report(string name, Phase phase, int done) =>
        progress?.Report(new BuildProgress(BuildStage.Building, Elapsed)
        {
            Phase = name,
            ParentPhase = phase.Parent,
            StepsDone = done,
            StepCount = phase.StepCount,
        });

    private sealed class Phase(string? parent, int stepCount)
    {
        private int _done; // steps may complete out of order: they are counted

        internal string? Parent { get; } = parent;

        internal int StepCount { get; } = stepCount;

        internal int CountStep() => Math.Min(Interlocked.Increment(ref _done), StepCount);
    }
}
