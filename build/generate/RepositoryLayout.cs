namespace TensorRTSharp.Generate;

/// <summary>Where the generator's inputs and outputs lie.</summary>
internal static class RepositoryLayout
{
    public static string Root { get; } = FindRoot();

    public static string Facts => InRoot("build/api/tensorrt.json");

    public static string Since => InRoot("build/api/since.json");

    public static string InRoot(string relativePath) => Path.Combine(Root, relativePath);

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
