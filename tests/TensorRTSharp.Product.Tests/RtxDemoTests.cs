using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

/// <summary>The demo on the real TensorRT-RTX, which builds without a GPU.</summary>
[Level("1")]
public sealed class RtxDemoTests
{
    [Test]
    public void The_demo_builds_with_TensorRT_RTX_and_says_what_it_skips_without_a_GPU()
    {
        string folder = Path.Combine(Environment.GetEnvironmentVariable("TRTSHARP_TEST_SDK") ?? "", "rtx1");
        Prerequisite.Require("1", Directory.Exists(folder), $"TRTSHARP_TEST_SDK names no folder with TensorRT-RTX: '{folder}'");
        Prerequisite.Require("1", !File.Exists("/dev/nvidia0"), "this machine has a GPU");

        using TemporaryFolder cache = new();
        ChildProcess run = ChildProcess.Dotnet([DemoTests.Demo, "--backend", "rtx1", "--cache", cache.Path], start =>
            start.Environment["TRTSHARP_TENSORRT"] = folder);

        run.MustSucceed();
        string output = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)); // it is wrapped
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("on backend rtx1 1."));
            Assert.That(output, Does.Contain("Building engine"), "the phases of the real builder");
            Assert.That(output, Does.Match(@"Plan saved: [\d,]{7} bytes"));
            Assert.That(output, Does.Contain("Skipped: loading it in a new process, and classifying images."));
            Assert.That(output, Does.Contain("CUDA's driver was not found"));
            Assert.That(output, Does.Not.Contain("images/s"));
        });
    }
}
