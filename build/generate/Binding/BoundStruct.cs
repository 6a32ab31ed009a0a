using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>A struct that crosses the C ABI as it is: the same layout in every family, and so in C and C#.</summary>
internal sealed record BoundStruct(string QualifiedName, int Size, int Align, IReadOnlyList<BoundField> Fields, IReadOnlyList<string> Families)
{
    /// <summary>nvinfer1::Dims64 is written by hand in both languages.</summary>
    public const string Dims = "nvinfer1::Dims64";

    public string SimpleName => NameOf(QualifiedName);

    public string CName => CNameOf(QualifiedName);

    public string CSharpName => CSharpNameOf(QualifiedName);

    public static string CNameOf(string qualifiedName) =>
        qualifiedName == Dims ? "trts_dims" : "trts_" + Naming.Snake(NameOf(qualifiedName));

    public static string CSharpNameOf(string qualifiedName) => qualifiedName == Dims ? "NativeDims" : "Native" + NameOf(qualifiedName);

    /// <summary>The structs with these names and those inside them, each after what it holds by value.</summary>
    public static IReadOnlyList<BoundStruct> Resolve(ApiModel facts, TypeMap types, IEnumerable<string> names)
    {
        List<BoundStruct> found = [];
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            Add(facts, types, name, found);
        }

        return found;
    }

    private static void Add(ApiModel facts, TypeMap types, string name, List<BoundStruct> found)
    {
        if (found.Exists(item => item.QualifiedName == name))
        {
            return;
        }

        List<(string Family, ApiStruct Struct)> declared = [.. facts.Families.SelectMany(family => family.Structs
            .Where(item => item.PublicQualifiedName == name).Select(item => (family.Id, item)))];
        ApiStruct newest = declared[^1].Struct;
        if (declared.Exists(item => Layout(item.Struct) != Layout(newest)))
        {
            throw new GeneratorException($"{name} has another layout in another family: it cannot cross the C ABI as it is.");
        }

        List<BoundField> fields = [.. newest.Fields.Select(field => new BoundField(
            field.Name, types.OfField(field, name), field.Type.ArrayLength))];
        foreach (BoundField field in fields)
        {
            RequireOneNumbering(facts, name, field.Type.EnumName);
            if (field.Type.StructName is { } inner)
            {
                Add(facts, types, inner, found);
            }
        }

        found.Add(new BoundStruct(name, newest.Size, newest.Align, fields, [.. declared.Select(item => item.Family)]));
    }

    /// <summary>Enumerators inside a struct are not translated, so they must need no translation.</summary>
    internal static void RequireOneNumbering(ApiModel facts, string where, string? enumName)
    {
        Dictionary<string, long> numbers = [];
        foreach (ApiEnumerator value in facts.Families.SelectMany(family => family.Enums)
            .Where(item => item.PublicQualifiedName == enumName).SelectMany(item => item.Values))
        {
            if (!numbers.TryAdd(value.Name, value.Value) && numbers[value.Name] != value.Value)
            {
                throw new GeneratorException($"{where} holds a {enumName}, whose {value.Name} differs between families.");
            }
        }
    }

    private static string NameOf(string qualifiedName) => qualifiedName[(qualifiedName.LastIndexOf(':') + 1)..];

    private static string Layout(ApiStruct item) => $"{item.Size} {item.Align} "
        + string.Join(", ", item.Fields.Select(field => $"{field.Name} {field.Offset} {field.Type.Kind} {field.Type.ArrayLength}"));
}

internal sealed record BoundField(string Name, BoundType Type, int? ArrayLength)
{
    public string CName => Naming.Snake(Name);

    public string CSharpName => Naming.Pascal(CName);
}
