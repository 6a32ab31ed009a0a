using System.Diagnostics;
using System.Reflection;

namespace TensorRTSharp.Benchmarks;

/// <summary>The programs of this repository, as built beside the benchmarks.</summary>
internal static class Repository
{
    private const string Runtime = "linux-x64";

    private static readonly string Root = Metadata("RepositoryRoot");
    private static readonly string Configuration = Metadata("Configuration");

    public static string Artifacts => Path.Combine(Root, "artifacts");

    public static string DigitsModel => Path.Combine(Root, "tests", "Assets", "digits-cnn", "digits-cnn.onnx");

    public static string Program(string name) =>
        Path.Combine(Artifacts, "bin", name, Configuration.ToLowerInvariant(), name + ".dll");

    /// <summary>
    /// Publishes a sample, quickly where nothing changed since the last time. Null where that fails, which it does
    /// without a linker; the reason stands on the console.
    /// </summary>
    public static (string AheadOfTime, string Managed)? Publish(string sample)
    {
        string output = Path.Combine(Artifacts, "benchmarks", sample);
        string intermediate = Path.Combine(output, "artifacts");
        string project = Path.Combine(Root, "tests", "Samples", sample, sample + ".csproj");
        using Process publish = Process.Start(
            "dotnet",
            ["publish", project, "-c", Configuration, "-r", Runtime, "-o", output, "--artifacts-path", intermediate,
                "--nologo", "-v:quiet"]);
        publish.WaitForExit();
        string build = $"{Configuration.ToLowerInvariant()}_{Runtime}";
        string managed = Path.Combine(intermediate, "bin", sample, build, sample + ".dll");
        return publish.ExitCode == 0 ? (Path.Combine(output, sample), managed) : null;
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == key).Value!;
}
