using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

[Level("0")]
public sealed class BenchmarkTests
{
    /// <summary>One iteration each: whatever the figures, there is one for everything, from runs with equal outputs.</summary>
    [Test]
    public void The_benchmarks_run_and_allocate_nothing()
    {
        using TemporaryFolder folder = new();
        string program = Path.Combine(
            Repository.Root, "artifacts", "bin", "Benchmarks", ReadmeTests.Configuration, "Benchmarks.dll");

        ChildProcess run = ChildProcess.Dotnet(
            [program, "--filter", "*CallBenchmarks*", "*PluginBenchmarks*", "*digits-cnn*", "--iterationCount", "1", "--artifacts", folder.Path],
            start =>
            {
                start.Environment["ORT_DISABLE_TELEMETRY"] = "1";
                start.Environment["TRTSHARP_CUDA_DRIVER"] = Path.Combine(
                    Repository.Root, "artifacts", "native", "release", "tests", "doubles", "cuda", "libfake_cuda_driver.so");
            });

        run.MustSucceed();
        string[] rows = [.. File.ReadLines(folder.File("results/benchmarks.md"))
            .Where(line => line.EndsWith(" B |", StringComparison.Ordinal))];
        Assert.That(rows, Has.Length.EqualTo(6), run.Output);
        Assert.That(rows, Has.All.Contain("| 0 B / "), "the library's bytes per call");
    }
}
