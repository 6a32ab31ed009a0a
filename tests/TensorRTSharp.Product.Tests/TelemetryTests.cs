using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

/// <summary>
/// ONNX Runtime's official Linux build collects usage data unless a variable of the native environment stops it before
/// its environment object is made. The library sets it; here nothing else does.
/// </summary>
[Level("0")]
public sealed class TelemetryTests
{
    [Test]
    public void Opening_the_cpu_backend_leaves_a_fresh_home_empty()
    {
        using TemporaryFolder home = new();

        ChildProcess run = ChildProcess.Run(
            Path.Combine(Repository.NativeBuild, "tests", "open_cpu_backend"), [Repository.OnnxRuntime], start =>
            {
                foreach (string variable in start.Environment.Keys.Where(name =>
                    name.Contains("TELEMETRY", StringComparison.OrdinalIgnoreCase) || name.StartsWith("XDG_", StringComparison.Ordinal)).ToArray())
                {
                    start.Environment.Remove(variable);
                }

                start.Environment["HOME"] = home.Path;
                start.WorkingDirectory = home.Path;
            });

        run.MustSucceed();
        Assert.That(run.Output, Does.StartWith("opened "), "the backend was really opened");
        Assert.That(Directory.EnumerateFileSystemEntries(home.Path, "*", SearchOption.AllDirectories), Is.Empty);
    }
}
