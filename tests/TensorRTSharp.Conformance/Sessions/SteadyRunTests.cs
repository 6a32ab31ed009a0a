using System.Diagnostics;
using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>A process that does nothing but run: what it allocates, it allocates for that.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithDoubles))]
public sealed class SteadyRunTests(Backend backend)
{
    private const int Runs = 100_000;

    [Test]
    [Platform(Exclude = "Win", Reason = "starts dotnet")]
    public void A_hundred_thousand_runs_allocate_nothing_in_the_whole_process()
    {
        string model = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.onnx");
        File.WriteAllBytes(model, SmallModel.Onnx);
        try
        {
            Assert.That(Allocated(model), Is.EqualTo("0 bytes"));
        }
        finally
        {
            File.Delete(model);
        }
    }

    private string Allocated(string model)
    {
        DirectoryInfo here = new(AppContext.BaseDirectory);
        string program = Path.Combine(here.Parent!.Parent!.FullName, "SteadyRun", here.Name, "SteadyRun.dll");
        string library = backend == Backend.Cpu ? "-" : Double.Of(backend).Path;
        ProcessStartInfo start = new("dotnet", [program, model, backend.ToString(), library, Runs.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output.Trim();
    }
}
