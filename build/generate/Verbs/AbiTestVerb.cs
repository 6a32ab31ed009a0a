using TensorRTSharp.Generate.AbiTest;
using TensorRTSharp.Generate.Emit;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>Writes the sources of tests/native/abi: for each family a probe, and mutants that it must catch.</summary>
internal sealed class AbiTestVerb : IVerb
{
    public string Name => "abi-test";

    public string Usage => "--out DIR    writes the header comparison's sources";

    public int Run(VerbOptions options)
    {
        string output = options.Required("out");
        foreach (ApiFamily family in ApiJson.Read(RepositoryLayout.Facts).Families)
        {
            string folder = Path.Combine(output, family.Id);
            Write(folder, "probe.inc", ProbeSource.Write(family, _ => true));
            Write(folder, "layouts.inc", ProbeSource.WriteLayouts(family));
            foreach (Mutant mutant in Mutations.Of(family))
            {
                string place = Path.Combine(folder, "mutants", mutant.Name);
                Write(place, "probe.inc", ProbeSource.Write(family, mutant.Declarations.Contains));
                Write(place, $"{family.Id}.g.h", AbiHeaderEmitter.Header(mutant.Family));
            }
        }

        return 0;
    }

    private static void Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
    }
}
