using System.Collections.Concurrent;
using Spectre.Console;

namespace TensorRTSharp.Demo;

/// <summary>A build's phases as they come and go: a bar for each, in a terminal; a line for each, otherwise.</summary>
internal static class ProgressDisplay
{
    public static T Show<T>(Func<IProgress<BuildProgress>, T> build)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            return build(new Lines());
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => build(new Bars(context)));
    }

    /// <summary>The builder tells from several threads at once. Bars count steps, of which nobody knows the duration.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<BuildProgress>
    {
        private readonly ConcurrentDictionary<string, ProgressTask> _phases = new();

        public void Report(BuildProgress value)
        {
            if (value.Phase is not { } phase)
            {
                return;
            }

            ProgressTask bar = _phases.GetOrAdd(
                phase, name => context.AddTask(Markup.Escape(name), maxValue: Math.Max(1, value.StepCount)));
            bar.Value = value.StepsDone;
            if (value.StepsDone >= value.StepCount)
            {
                bar.Value = bar.MaxValue;
                bar.StopTask();
            }
        }
    }

    private sealed class Lines : IProgress<BuildProgress>
    {
        private readonly ConcurrentDictionary<string, bool> _started = new();

        public void Report(BuildProgress value)
        {
            if (value.Phase is { } phase && _started.TryAdd(phase, true))
            {
                Console.WriteLine(
                    $"  {phase} ({value.StepCount} {(value.StepCount == 1 ? "step" : "steps")}"
                    + $"{(value.ParentPhase is null ? "" : $", part of: {value.ParentPhase}")})");
            }
        }
    }
}
