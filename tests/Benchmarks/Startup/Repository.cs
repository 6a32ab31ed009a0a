using System.Diagnostics;
using System.Reflection;

namespace TensorRTSharp.Benchmarks;

/// <summary>The programs of this repository, as built beside the benchmarks.</summary>
internal static class Repository
{
    private static readonly string Root = Metadata("RepositoryRoot");
    private static readonly string Configuration = Metadata("Configuration");

    public static string Artifacts => Path.Combine(Root, "artifacts");

    public static string DigitsModel => Path.Combine(Root, "tests", "Assets", "digits-cnn", "digits-cnn.onnx");

    public static string Program(string name) =>
        Path.Combine(Artifacts, "bin", name, Configuration.ToLowerInvariant(), name + ".dll");

    /// <summary>A sample, published; quick where nothing changed since the last time.</summary>
    public static string PublishAheadOfTime(string sample)
    {
        string output = Path.Combine(Artifacts, "benchmarks", sample);
        string project = Path.Combine(Root, "tests", "Samples", sample, sample + ".csproj");
        ProcessStartInfo start = new("dotnet",
            ["publish", project, "-c", Configuration, "-r", "linux-x64", "-o", output, "--nologo", "-v:quiet",
                "--artifacts-path", Path.Combine(output, "artifacts")]);
        using Process publish = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(output, sample)
            : throw new InvalidOperationException($"{project} could not be published.");
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
