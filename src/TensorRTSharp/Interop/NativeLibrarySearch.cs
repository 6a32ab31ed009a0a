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

    // What a build of the repository leaves, the one that ships first. Sanitizers' builds cannot be loaded into .NET.
    private static readonly string[] Presets = ["release", "debug"];

    internal static string FileName { get; } =
        OperatingSystem.IsWindows() ? "trtsharp.dll"
        : OperatingSystem.IsMacOS() ? "libtrtsharp.dylib"
        : "libtrtsharp.so";

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

    /// <summary>
    /// The application's folder and the assembly's, each with what packages put below it, and the host's folders.
    /// </summary>
    internal static IReadOnlyList<string> PackageDirectories() =>
        [.. RootsAndBelow().Concat(HostDirectories()).Distinct(StringComparer.Ordinal)];

    /// <summary>The same for libtrtsharp's own search, which looks below each folder by itself.</summary>
    internal static IReadOnlyList<string> SearchDirectories() =>
        [.. RootDirectories(), .. HostDirectories().Except(RootsAndBelow(), StringComparer.Ordinal)];

    /// <summary>
    /// The artifacts folder of the checkout that <paramref name="start"/> lies in, if it lies in one.
    /// </summary>
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

    /// <summary>
    /// The portable identifier, as packages name their folders: "linux-x64", whatever the distribution.
    /// </summary>
    internal static string RuntimeIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
#pragma warning disable CA1308 // identifiers are lower case
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308
    }

    private static IEnumerable<string> RootDirectories()
    {
        string application = Full(AppContext.BaseDirectory);
        string? assembly = Path.GetDirectoryName(AssemblyFile());
        return string.IsNullOrEmpty(assembly) || Full(assembly) == application
            ? [application]
            : [application, Full(assembly)];
    }

    private static IEnumerable<string> HostDirectories() =>
        ((AppContext.GetData(DirectoriesSetting) as string) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(Full)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> RootsAndBelow() =>
        RootDirectories().SelectMany(static root => new[] { root, Below(root) });

    private static string Below(string root) => Path.Combine(root, "runtimes", RuntimeIdentifier(), "native");

    private static string Full(string directory) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));

    private static string? Setting(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null
        : Directory.Exists(value) ? Path.Combine(Path.GetFullPath(value), FileName)
        : Path.GetFullPath(value);

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
        "SingleFile", "IL3000", Justification = "Empty in a single file, whose base directory is searched anyway.")]
    private static string AssemblyFile() => typeof(NativeLibrarySearch).Assembly.Location;
}
