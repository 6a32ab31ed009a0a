using TensorRTSharp.Generate.Emit;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>Writes every generated file whose text changes.</summary>
internal sealed class EmitVerb : IVerb
{
    public string Name => "emit";

    public string Usage => "    writes the generated files";

    public int Run(VerbOptions options)
    {
        int written = 0;
        int unchanged = 0;
        GeneratedFile[] emitted = [.. Emitters.EmitAll()];
        foreach (GeneratedFile file in emitted)
        {
            string path = RepositoryLayout.InRoot(file.Path);
            if (File.Exists(path) && File.ReadAllText(path) == file.Text)
            {
                unchanged++;
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
            written++;
        }

        string[] superseded = [.. RepositoryLayout.Superseded(emitted)];
        foreach (string path in superseded)
        {
            File.Delete(RepositoryLayout.InRoot(path));
        }

        Console.WriteLine($"{written} written, {unchanged} unchanged, {superseded.Length} deleted");
        return 0;
    }
}
