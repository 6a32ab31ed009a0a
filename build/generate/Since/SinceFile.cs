using System.Text.Json;
using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Since;

/// <summary>build/api/since.json: the first version of each family that has a method.</summary>
internal sealed class SinceFile
{
    private readonly SortedDictionary<string, Dictionary<string, string>> _methods;

    public SinceFile(IReadOnlyDictionary<string, Dictionary<string, string>> methods) =>
        _methods = new(methods.ToDictionary(), StringComparer.Ordinal);

    public static SinceFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return new SinceFile(JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)
            ?? throw new GeneratorException($"{path} is empty."));
    }

    /// <summary>What names a method over all families. Versioned classes go by the name of their alias.</summary>
    public static string KeyOf(string className, ApiMethod method) =>
        $"{ApiClass.PublicNameOf(className)}::{method.Name}({method.Signature})";

    /// <returns>Such as "10.3" or "1.6"; null where the family has no such method.</returns>
    public string? FirstVersion(string className, ApiMethod method, string family) =>
        _methods.GetValueOrDefault(KeyOf(className, method))?.GetValueOrDefault(family);

    /// <summary>For documentation: "TensorRT 10.14, 11.0, RTX 1.5".</summary>
    public string Describe(BoundMethod method) => string.Join(", ", new[] { ("trt10", ""), ("trt11", ""), ("rtx1", "RTX ") }
        .Where(family => method.PerFamily.ContainsKey(family.Item1))
        .Select(family => family.Item2 + FirstVersion(method, family.Item1))) is var versions && method.PerFamily.Keys.First() == "rtx1"
            ? versions : $"TensorRT {versions}";

    /// <summary>Of a bound method; an inherited one is looked up where it is declared.</summary>
    public string FirstVersion(BoundMethod method, string family) =>
        method.DeclaringClasses.Select(name => FirstVersion(name, method.PerFamily[family], family)).FirstOrDefault(version => version is not null)
        ?? throw new GeneratorException($"since.json says nothing of {method.QualifiedName}({method.PerFamily[family].Signature}) in {family}.");

    public string Write() => "{\n" + string.Join(",\n", _methods.Select(method =>
        $"  {JsonSerializer.Serialize(method.Key, ApiJson.Options)}: "
        + $"{{{string.Join(", ", method.Value.Select(item => $"\"{item.Key}\": \"{item.Value}\""))}}}")) + "\n}\n";
}
