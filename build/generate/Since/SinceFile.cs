using System.Text.Json;
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
    public static string KeyOf(string className, ApiMethod method)
    {
        string simple = className.EndsWith("v_2_0::IPluginV3OneBuild", StringComparison.Ordinal)
            ? "IPluginV3OneBuildV2"
            : className[(className.LastIndexOf(':') + 1)..];
        return $"{simple}::{method.Name}({method.Signature})";
    }

    /// <returns>Such as "10.3" or "1.6"; null where the family has no such method.</returns>
    public string? FirstVersion(string className, ApiMethod method, string family) =>
        _methods.GetValueOrDefault(KeyOf(className, method))?.GetValueOrDefault(family);

    public string Write() => "{\n" + string.Join(",\n", _methods.Select(method =>
        $"  {JsonSerializer.Serialize(method.Key, ApiJson.Options)}: "
        + $"{{{string.Join(", ", method.Value.Select(item => $"\"{item.Key}\": \"{item.Value}\""))}}}")) + "\n}\n";
}
