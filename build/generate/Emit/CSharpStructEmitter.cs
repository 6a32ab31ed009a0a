using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>src/TensorRTSharp/Interop/Structs: the C ABI's structs.</summary>
internal sealed class CSharpStructEmitter(BoundApi api) : IEmitter
{
    private readonly CSharpSpelling _spelling = new(api);

    public IEnumerable<GeneratedFile> Emit() =>
        api.Structs.Where(item => item.QualifiedName != BoundStruct.Dims).Select(Struct);

    private GeneratedFile Struct(BoundStruct item)
    {
        CodeWriter code = CodeWriter.ForCSharp()
            .Line("using System.Runtime.InteropServices;").Line()
            .Line("namespace TensorRTSharp.Interop;").Line()
            .Line($"/// <summary><c>{item.CName}</c>, {item.QualifiedName}.</summary>")
            .Line("[StructLayout(LayoutKind.Sequential)]")
            .Open($"internal unsafe struct {item.CSharpName}");
        foreach (BoundField field in item.Fields)
        {
            code.Line(field.ArrayLength is { } length
                ? $"internal fixed {Element(field.Type)} {field.CSharpName}[{length}];"
                : $"internal {Type(field.Type)} {field.CSharpName};");
        }

        return new GeneratedFile($"{CSharpImportEmitter.Folder}/Structs/{item.CSharpName}.g.cs", code.Close().ToString());
    }

    private string Type(BoundType type) => type.Shape == Shape.Struct ? _spelling.Value(type)
        : Spelling.IsObject(type) ? "void*" : _spelling.Unmanaged(type);

    /// <summary>A fixed array holds numbers only; a pointer is one of 64 bits.</summary>
    private string Element(BoundType type) => Spelling.IsObject(type) ? "ulong" : _spelling.Value(type);
}
