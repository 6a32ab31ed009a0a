using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>src/TensorRTSharp/Enums: TensorRT's enums, canonical over the families.</summary>
internal sealed class CSharpEnumEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() => api.Enums.Select(Enum);

    private GeneratedFile Enum(BoundEnum item)
    {
        bool isPublished = api.Decisions.Enums.Published.Contains(item.CSharpName);
        CodeWriter code = CodeWriter.ForCSharp()
            .Line("namespace TensorRTSharp;").Line()
            .Line($"/// <summary>{item.QualifiedName}.</summary>")
            .Line("/// <remarks>One numbering for all TensorRT families: what a family numbers otherwise is translated natively.</remarks>")
            .Lines(api.Decisions.Enums.Masks.Contains(item.QualifiedName) ? ["[Flags]"] : [])
            .Open($"{(isPublished ? "public" : "internal")} enum {item.CSharpName}");
        bool first = true;
        foreach (BoundEnumerator value in item.Values)
        {
            if (!first)
            {
                code.Line();
            }

            first = false;
            string lacking = string.Join(", ", api.Facts.Families
                .Where(family => !value.PerFamily.ContainsKey(family.Id)).Select(family => FamilyName(family.Id)));
            code.Line($"/// <summary>{item.QualifiedName}::{value.CppName}{(lacking.Length > 0 ? $"; not in {lacking}" : "")}.</summary>")
                .Line($"{value.CSharpName} = {value.Canonical},");
        }

        return new GeneratedFile($"src/TensorRTSharp/Enums/{item.CSharpName}.g.cs", code.Close().ToString());
    }

    private static string FamilyName(string family) => family switch
    {
        "trt10" => "TensorRT 10",
        "trt11" => "TensorRT 11",
        _ => "TensorRT-RTX",
    };
}
