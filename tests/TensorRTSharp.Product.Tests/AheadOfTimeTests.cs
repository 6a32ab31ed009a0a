using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

[Level("0")]
public sealed class AheadOfTimeTests
{
    [Test]
    public void The_main_road_works_compiled_ahead_of_time_without_a_warning()
    {
        using TemporaryFolder folder = new();
        string project = Path.Combine(Repository.Root, "tests", "Samples", "AotSmoke", "AotSmoke.csproj");

        ChildProcess publish = ChildProcess.Dotnet(
            ["publish", project, "-c", "Release", "-r", "linux-x64", "-o", folder.File("app"), "--nologo", "-v:quiet",
                "--artifacts-path", folder.File("artifacts")]);
        publish.MustSucceed();
        Assert.That(publish.Output, Does.Not.Contain("warning"));

        ChildProcess run = ChildProcess.Run(folder.File("app/AotSmoke"), [Repository.DigitsModel]);
        run.MustSucceed();
        Assert.That(run.Output, Does.StartWith("finite logits: 10;"));
        Assert.That(
            run.Output, Does.Contain("built, then cached: False, True; described: True; same logits: True"));
    }
}
