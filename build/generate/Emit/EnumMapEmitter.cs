using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/tensorrt/enum_map_*.g.h: enum translation for each family.</summary>
internal sealed class EnumMapEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() => api.Facts.Families.Select(family => EnumMap(family.Id));

    private GeneratedFile EnumMap(string family)
    {
        CodeWriter code = CodeWriter.ForCpp()
            .Line("#pragma once").Line()
            .Line($"// Canonical enumerators (TensorRT 10's numbers) to those of {family} and back.").Line()
            .Line($"namespace trts::tensorrt::{family}").Line("{").Line();
        foreach (BoundEnum item in api.Enums)
        {
            List<BoundEnumerator> having = [.. item.Values.Where(value => value.PerFamily.ContainsKey(family))];
            if (having.Count > 0)
            {
                Enum(code, family, ShimEmitter.Cpp(item.QualifiedName), having);
            }
        }

        code.Line($"}} // namespace trts::tensorrt::{family}");
        return new GeneratedFile($"native/tensorrt/enum_map_{family}.g.h", code.ToString());
    }

    private static void Enum(CodeWriter code, string family, string type, List<BoundEnumerator> having)
    {
        code.Open($"inline bool to_family(int32_t canonical, {type}& native)").Line("switch (canonical)").Line("{");
        foreach (BoundEnumerator value in having)
        {
            code.Line($"case {value.Canonical}: native = static_cast<{type}>({value.PerFamily[family]}); return true;");
        }

        code.Line("default: return false;").Line("}").Close().Line();
        code.Open($"inline int32_t from_family({type} native)").Line("switch (static_cast<int32_t>(native))").Line("{");
        foreach (BoundEnumerator value in having)
        {
            code.Line($"case {value.PerFamily[family]}: return {value.Canonical};");
        }

        code.Line("default: return -1; // newer than the headers that this was made from").Line("}").Close().Line();
    }
}
