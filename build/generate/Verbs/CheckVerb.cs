using TensorRTSharp.Generate.Emit;
using TensorRTSharp.Generate.Model;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>Fails where emitting would change a file.</summary>
internal sealed class CheckVerb : IVerb
{
    public string Name => "check";

    public string Usage => "    fails if a generated file is not what emit would write";

    public int Run(VerbOptions options)
    {
        string[] misplaced = [.. SlotOrder.Violations(ApiJson.Read(RepositoryLayout.Facts), SinceFile.Read(RepositoryLayout.Since))];
        if (misplaced.Length > 0)
        {
            throw new GeneratorException($"since.json contradicts the vtables:\n  {string.Join("\n  ", misplaced)}");
        }

        GeneratedFile[] emitted = [.. Emitters.EmitAll()];
        string[] stale = [.. emitted.Where(IsStale).Select(file => file.Path), .. RepositoryLayout.Superseded(emitted)];
        if (stale.Length > 0)
        {
            throw new GeneratorException(
                $"{stale.Length} generated file(s) differ; run emit:\n  {string.Join("\n  ", stale)}");
        }

        Console.WriteLine("Generated files are up to date.");
        return 0;
    }

    private static bool IsStale(GeneratedFile file)
    {
        string path = RepositoryLayout.InRoot(file.Path);
        return !File.Exists(path) || File.ReadAllText(path) != file.Text;
    }
}
