using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

[Level("0")]
public sealed class DemoTests
{
    internal static string Demo => Path.Combine(Repository.Root, "artifacts", "bin", "Demo", ReadmeTests.Configuration, "Demo.dll");

    [Test]
    public void The_demo_builds_saves_loads_in_a_new_process_and_classifies_and_builds_only_once()
    {
        using TemporaryFolder folder = new();
        string cache = folder.File("engines");
        ChildProcess first = RunIn(cache);
        ChildProcess second = RunIn(cache);

        using IDisposable all = Assert.EnterMultipleScope();
        foreach (ChildProcess run in new[] { first, second })
        {
            Assert.That(run.Output, Does.Contain("Plan saved"));
            Assert.That(run.Output, Does.Contain("99.50"), "the accuracy that the network was trained to");
            Assert.That(run.Output, Does.Contain("images/s"));
            Assert.That(run.Output, Does.Contain("█"), "the drawn digits");
        }

        Assert.That(first.Output, Does.Contain("Built, and kept for the next time"));
        Assert.That(second.Output, Does.Contain("Found in the engine cache, nothing was built"));
    }

    [Test]
    public void The_demo_refuses_what_it_does_not_know()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ChildProcess.Dotnet([Demo, "--backend", "tpu"]).ExitCode, Is.EqualTo(2));
            Assert.That(ChildProcess.Dotnet([Demo, "nonsense"]).ExitCode, Is.EqualTo(2));
        });
    }

    [Test]
    public void The_demo_says_what_it_looked_for_where_TensorRT_RTX_is_not_found()
    {
        ChildProcess run = ChildProcess.Dotnet([Demo, "--backend", "rtx1"], start =>
            start.Environment["TRTSHARP_TENSORRT"] = "/no/such/folder");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("/no/such/folder"));
    }

    private static ChildProcess RunIn(string cache)
    {
        ChildProcess run = ChildProcess.Dotnet([Demo, "--cache", cache], start => start.Environment["COLUMNS"] = "160");
        run.MustSucceed();
        return run;
    }
}
