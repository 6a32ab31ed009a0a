using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

[Level("0")]
public sealed class DemoTests
{
    private static string Demo => Path.Combine(Repository.Root, "artifacts", "bin", "Demo", ReadmeTests.Configuration, "Demo.dll");

    [Test]
    public void The_demo_builds_saves_loads_in_a_new_process_and_classifies()
    {
        ChildProcess run = ChildProcess.Dotnet([Demo], start => start.Environment["COLUMNS"] = "160");

        run.MustSucceed();
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("Plan saved"));
            Assert.That(run.Output, Does.Contain("99.50"), "the accuracy that the network was trained to");
            Assert.That(run.Output, Does.Contain("images/s"));
            Assert.That(run.Output, Does.Contain("█"), "the drawn digits");
        });
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
}
