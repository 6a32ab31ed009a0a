using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

/// <summary>What a user gets: packages alone, outside the repository, with no environment variable set.</summary>
[Level("0")]
public sealed class PackageTests
{
    private const string Version = "0.0.1-test";

    [Test]
    public void A_project_with_nothing_but_the_packages_runs_and_publishes()
    {
        using TemporaryFolder folder = new();
        string feed = folder.File("feed");
        foreach (string package in new[] { "TensorRTSharp", "TensorRTSharp.Cpu" })
        {
            ChildProcess.Dotnet(["pack", Path.Combine(Repository.Root, "src", package), "-c", "Release", "-o", feed, $"-p:Version={Version}",
                "--nologo", "-v:quiet", "--artifacts-path", folder.File("artifacts")]).MustSucceed();
        }

        string project = folder.File("consumer");
        Directory.CreateDirectory(project);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Samples", "PackageConsumer"), "*.cs*"))
        {
            File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        }

        // A package folder of its own: the version above must never stay in the user's cache.
        string[] settings = [$"-p:TensorRTSharpVersion={Version}", $"-p:RestoreAdditionalProjectSources={feed}", "--nologo", "-v:quiet"];
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string app = folder.File("app");
        try
        {
            ChildProcess.Dotnet(["publish", project, "-c", "Release", "-o", app, .. settings]).MustSucceed();
        }
        finally
        {
            foreach (string package in new[] { "tensorrtsharp", "tensorrtsharp.cpu" })
            {
                string cached = Path.Combine(cache, package, Version);
                if (Directory.Exists(cached))
                {
                    Directory.Delete(cached, recursive: true);
                }
            }
        }

        ChildProcess run = ChildProcess.Dotnet([Path.Combine(app, "PackageConsumer.dll"), Repository.DigitsModel], start =>
        {
            foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("TRTSHARP_", StringComparison.Ordinal)).ToArray())
            {
                start.Environment.Remove(variable);
            }
        });
        run.MustSucceed();
        Assert.That(run.Output, Does.Match(@"^Cpu 1\.\d+\.\d+: \d+ layers"));
    }
}
