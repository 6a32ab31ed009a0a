using System.Globalization;
using Spectre.Console;
using TensorRTSharp;
using TensorRTSharp.Demo;

// The main job on real data, in two processes: the first builds an engine and saves its plan, the second, which has
// never seen the model, loads the plan and classifies.
string[] words = args;
Backend backend = Backend.Cpu;
if (words.Length >= 2 && words[0] == "--backend")
{
    if (!BackendNames.TryParse(words[1], out backend))
    {
        AnsiConsole.MarkupLineInterpolated($"[red]There is no backend '{words[1]}'.[/] There are: {BackendNames.All}");
        return 2;
    }

    words = words[2..];
}

string cache = Path.Combine(AppContext.BaseDirectory, "engines");
if (words.Length >= 2 && words[0] == "--cache")
{
    (cache, words) = (words[1], words[2..]);
}

using CancellationTokenSource cancellation = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};

try
{
    if (words is ["classify", string plan, string buildSeconds])
    {
        Classifier.Run(backend, plan, double.Parse(buildSeconds, CultureInfo.InvariantCulture), cancellation.Token);
        return 0;
    }

    if (words.Length > 0)
    {
        AnsiConsole.WriteLine($"usage: demo [--backend {BackendNames.All.Replace(", ", "|", StringComparison.Ordinal)}] [--cache FOLDER]");
        return 2;
    }

    return EngineBuild.Run(backend, cache, cancellation.Token);
}
catch (OperationCanceledException)
{
    AnsiConsole.MarkupLine("[yellow]Cancelled.[/]");
    return 130;
}
catch (Exception failure) when (failure is TensorRTException or IOException or ArgumentException or InvalidOperationException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{failure.GetType().Name}:[/] {failure.Message}");
    return 1;
}
