using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace TensorRTSharp.Demo;

/// <summary>The first half: ONNX model in, plan out.</summary>
internal static class EngineBuild
{
    private static bool HasGpu => OperatingSystem.IsWindows() || File.Exists("/dev/nvidia0");

    public static int Run(Backend backend, string cache, CancellationToken cancellationToken)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        AnsiConsole.Write(new Rule($"[bold]TensorRTSharp[/] on backend [green]{BackendNames.Of(backend)}[/] {tensorrt.Version}").LeftJustified());
        AnsiConsole.MarkupLineInterpolated($"[grey]{tensorrt.LibraryPath}[/]");

        string folder = Directory.CreateTempSubdirectory("trtsharp-demo-").FullName;
        try
        {
            string plan = Path.Combine(folder, "digits-cnn.plan");
            long started = Stopwatch.GetTimestamp();
            TimeSpan buildTime;
            using (EnginePlan built = ProgressDisplay.Show(progress => Build(tensorrt, cache, progress, cancellationToken)))
            {
                built.Save(plan);
                buildTime = Stopwatch.GetElapsedTime(started);
                AnsiConsole.MarkupLineInterpolated(
                    built.WasCached
                        ? (FormattableString)$"[green]Found in the engine cache[/], nothing was built: {built.CacheFile}"
                        : $"Built, and kept for the next time: {built.CacheFile}");
                AnsiConsole.MarkupLineInterpolated($"Plan saved: {built.ByteLength:N0} bytes after {buildTime.TotalSeconds:F2} s.");
            }

            if (backend == Backend.TensorRTRtx && !HasGpu && WhyNotLoaded(tensorrt, plan) is { } reason)
            {
                AnsiConsole.MarkupLineInterpolated($"[yellow]Skipped: loading it in a new process, and classifying images.[/] {reason}");
                return 0;
            }

            AnsiConsole.WriteLine("Loading it in a new process …");
            return ClassifyInNewProcess(backend, plan, buildTime, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static EnginePlan Build(
        TensorRT tensorrt, string cache, IProgress<BuildProgress> progress, CancellationToken cancellationToken) =>
        TensorRT.FromOnnx(Digits.Model)
            .WithLibrary(tensorrt)
            .WithProfile("input", Digits.Shape(Digits.MinBatch), Digits.Shape(Digits.OptBatch), Digits.Shape(Digits.MaxBatch))
            .WithWorkspace(ByteSize.GiB(4))
            .WithEngineCache(cache)
            .WithProgress(progress)
            .BuildPlan(cancellationToken);

    /// <summary>TensorRT-RTX builds without a GPU; what it says when it shall load the plan then.</summary>
    private static string? WhyNotLoaded(TensorRT tensorrt, string plan)
    {
        using Runtime runtime = tensorrt.CreateRuntime();
        try
        {
            runtime.LoadEngine(plan).Dispose();
            return null;
        }
        catch (EngineLoadException failure)
        {
            return failure.Message;
        }
    }

    private static int ClassifyInNewProcess(Backend backend, string plan, TimeSpan buildTime, CancellationToken cancellationToken)
    {
        string host = Environment.ProcessPath!;
        List<string> arguments = ["--backend", BackendNames.Of(backend), "classify", plan, buildTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)];
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            arguments.Insert(0, typeof(EngineBuild).Assembly.Location);
        }

        using Process child = Process.Start(new ProcessStartInfo(host, arguments) { UseShellExecute = false })
            ?? throw new InvalidOperationException($"{host} did not start.");
        using CancellationTokenRegistration registration = cancellationToken.Register(() => child.Kill(entireProcessTree: true));
        child.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        return child.ExitCode;
    }
}
