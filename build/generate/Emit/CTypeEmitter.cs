using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/include/trtsharp: the enums and structs of the C ABI.</summary>
internal sealed class CTypeEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() => [Enums(), Structs()];

    private GeneratedFile Enums() => CHeaderEmitter.Header(
        "enums", "TensorRT's enumerators: one numbering for all families, translated inside.", ["base.h"], code =>
        {
            foreach (BoundEnum item in api.Enums)
            {
                string stem = "trts_" + Naming.Snake(item.CSharpName);
                code.Line($"/** {item.QualifiedName} */").Line($"typedef enum {stem}").Line("{").Indent()
                    .Lines(item.Values.Select(value =>
                        $"{stem.ToUpperInvariant()}_{Bare(value.CppName)} = {value.Canonical},{Lacking(value)}"))
                    .Outdent().Line($"}} {stem};").Line();
            }
        });

    private GeneratedFile Structs() => CHeaderEmitter.Header("structs", "TensorRT's value types.", ["base.h"], code =>
    {
        foreach (BoundStruct item in api.Structs.Where(item => item.QualifiedName != BoundStruct.Dims))
        {
            code.Line($"/** {item.QualifiedName} */").Line($"typedef struct {item.CName}").Line("{").Indent()
                .Lines(item.Fields.Select(Field)).Outdent().Line($"}} {item.CName};").Line();
        }
    });

    private static string Field(BoundField field)
    {
        string type = field.Type switch
        {
            { Shape: Shape.Struct } => BoundStruct.CNameOf(field.Type.Name!),
            { Shape: Shape.Size } => "uint64_t",
            _ when Spelling.IsObject(field.Type) => "const void*",
            _ => Spelling.TableType(field.Type),
        };
        return $"{type} {field.CName}{(field.ArrayLength is { } length ? $"[{length}]" : "")};";
    }

    private static string Bare(string enumerator) =>
        enumerator.Length > 1 && enumerator[0] == 'k' && char.IsUpper(enumerator[1]) ? enumerator[1..] : enumerator;

    private string Lacking(BoundEnumerator value)
    {
        string[] lacking = [.. api.Facts.Families.Select(family => family.Id).Where(family => !value.PerFamily.ContainsKey(family))];
        return lacking.Length == 0 ? "" : $" /* not in {string.Join(", ", lacking)} */";
    }
}
