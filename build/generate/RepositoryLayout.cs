using TensorRTSharp.Generate.Emit;

namespace TensorRTSharp.Generate;

/// <summary>Where the generator's inputs and outputs lie.</summary>
internal static class RepositoryLayout
{
    private static readonly string[] EmittedInto = ["native", "src", "tests"];

    public static string Root { get; } = FindRoot();

    public static string Facts => InRoot("build/api/tensorrt.json");

    public static string Since => InRoot("build/api/since.json");

    public static string InRoot(string relativePath) => Path.Combine(Root, relativePath);

    /// <summary>Generated files that are there, but are not emitted any more.</summary>
    public static IEnumerable<string> Superseded(IEnumerable<GeneratedFile> emitted)
    {
        HashSet<string> current = [.. emitted.Select(file => file.Path)];
        return EmittedInto
            .SelectMany(folder => Directory.EnumerateFiles(InRoot(folder), "*.g.*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !current.Contains(path) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Lines of the C# that is written by hand and ships.</summary>
    public static IEnumerable<SourceLine> LinesOfSource(string text) =>
        Directory.EnumerateFiles(InRoot("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(path => SourceLine.In(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(line => line.Text.Contains(text, StringComparison.Ordinal));

    private static string FindRoot()
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (Directory.Exists(Path.Combine(folder.FullName, "native"))
                    && Directory.Exists(Path.Combine(folder.FullName, "build", "generate")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new GeneratorException(
            "Run the generator inside the repository: no folder above holds native/ and build/generate/.");
    }
}
