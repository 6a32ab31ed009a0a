using System.Collections.Concurrent;
using Spectre.Console;

namespace TensorRTSharp.Demo;

/// <summary>A build's phases as they come and go: a bar for each, in a terminal; a line for each, otherwise.</summary>
internal static class ProgressDisplay
{
    public static void Show(Action<IProgressMonitor> build)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            build(new Lines());
            return;
        }

        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => build(new Bars(context)));
    }

    /// <summary>The builder calls from several threads at once.</summary>
    private sealed class Bars(ProgressContext context) : IProgressMonitor
    {
        private readonly ConcurrentDictionary<string, ProgressTask> _phases = new();

        public void PhaseStart(string phase, string? parentPhase, int stepCount) =>
            _phases[phase] = context.AddTask(Markup.Escape(phase), maxValue: Math.Max(1, stepCount));

        public bool StepComplete(string phase, int step)
        {
            if (_phases.TryGetValue(phase, out ProgressTask? bar))
            {
                bar.Value = step + 1;
            }

            return true;
        }

        public void PhaseFinish(string phase)
        {
            if (_phases.TryRemove(phase, out ProgressTask? bar))
            {
                bar.Value = bar.MaxValue;
                bar.StopTask();
            }
        }
    }

    private sealed class Lines : IProgressMonitor
    {
        public void PhaseStart(string phase, string? parentPhase, int stepCount) =>
            Console.WriteLine($"  {phase} ({stepCount} {(stepCount == 1 ? "step" : "steps")}{(parentPhase is null ? "" : $", part of: {parentPhase}")})");

        public bool StepComplete(string phase, int step) => true;

        public void PhaseFinish(string phase) => Console.WriteLine($"  {phase}: done");
    }
}
