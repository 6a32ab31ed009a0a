using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>The search order for libtrtsharp; <see cref="Candidates"/> is the only place that knows it.</summary>
internal static class NativeLibrarySearch
{
    /// <summary>Names the library's file, or its folder.</summary>
    internal const string OverrideVariable = "TRTSHARP_NATIVE";

    /// <summary>The same as a setting of the application (runtimeconfig.json, AppContext.SetData).</summary>
    internal const string OverrideSetting = "TensorRTSharp.NativeLibrary";

    private const string DirectoriesSetting = "NATIVE_DLL_SEARCH_DIRECTORIES";

    // What a build of the repository leaves, the one that ships first. The sanitizers' builds cannot be loaded into .NET.
    private static readonly string[] Presets = ["release", "debug"];

    internal static string FileName { get; } =
        OperatingSystem.IsWindows() ? "trtsharp.dll" : OperatingSystem.IsMacOS() ? "libtrtsharp.dylib" : "libtrtsharp.so";

    internal static IEnumerable<NativeLibraryCandidate> Candidates()
    {
        // 1. What the user says, in the environment or in the application's settings.
        if (Setting(Environment.GetEnvironmentVariable(OverrideVariable)) is { } fromEnvironment)
        {
            yield return new(fromEnvironment, $"environment variable {OverrideVariable}", IsExclusive: true);
        }

        if (Setting(AppContext.GetData(OverrideSetting) as string) is { } fromSettings)
        {
            yield return new(fromSettings, $"setting {OverrideSetting}", IsExclusive: true);
        }

        // 2. Beside the assembly, 3. below it as in a package, 4. where the host found the packages' native files.
        foreach (string directory in PackageDirectories())
        {
            yield return new(Path.Combine(directory, FileName), "the application and its packages");
        }

        // 5. In the repository that the assembly was built in.
        if (RepositoryArtifacts(AppContext.BaseDirectory) is { } artifacts)
        {
            foreach (string preset in Presets)
            {
                yield return new(Path.Combine(artifacts, "native", preset, FileName), "the repository's build");
            }
        }

        // 6. Wherever the system looks.
        yield return new(FileName, "the system's search path");
    }

    /// <summary>Where packages put native files: libtrtsharp looks there for ONNX Runtime too.</summary>
    internal static IReadOnlyList<string> PackageDirectories()
    {
        List<string> directories = [];
        Add(AppContext.BaseDirectory);
        if (Path.GetDirectoryName(AssemblyFile()) is { Length: > 0 } beside)
        {
            Add(beside);
        }

        if (AppContext.GetData(DirectoriesSetting) is string hostDirectories)
        {
            foreach (string directory in hostDirectories.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                Add(directory, withRuntimes: false);
            }
        }

        return directories;

        void Add(string directory, bool withRuntimes = true)
        {
            AddOnce(directory);
            if (withRuntimes)
            {
                AddOnce(Path.Combine(directory, "runtimes", RuntimeIdentifier(), "native"));
            }
        }

        void AddOnce(string directory)
        {
            string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
            if (!directories.Contains(full, StringComparer.Ordinal))
            {
                directories.Add(full);
            }
        }
    }

    /// <summary>The artifacts folder of the checkout that <paramref name="start"/> lies in, if it lies in one.</summary>
    internal static string? RepositoryArtifacts(string start)
    {
        for (DirectoryInfo? directory = new(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "TensorRTSharp.sln")))
            {
                return Path.Combine(directory.FullName, "artifacts");
            }
        }

        return null;
    }

    /// <summary>The portable identifier, as packages name their folders: "linux-x64", whatever the distribution.</summary>
    internal static string RuntimeIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
#pragma warning disable CA1308 // identifiers are lower case
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308
    }

    private static string? Setting(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null
        : Directory.Exists(value) ? Path.Combine(Path.GetFullPath(value), FileName)
        : Path.GetFullPath(value);

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
        "SingleFile", "IL3000", Justification = "Empty in a single file, whose base directory is searched anyway.")]
    private static string AssemblyFile() => typeof(NativeLibrarySearch).Assembly.Location;
}
