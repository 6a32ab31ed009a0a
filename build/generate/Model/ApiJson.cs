using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TensorRTSharp.Generate.Model;

/// <summary>Reads and writes the facts: one method, field or enumerator to a line, for readable diffs.</summary>
internal static class ApiJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
    };

    /// <summary>Arrays of objects that stay on the line of their owner.</summary>
    private static readonly HashSet<string> Inline = ["parameters"];

    public static ApiModel Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<ApiModel>(stream, Options)
            ?? throw new GeneratorException($"{path} is empty.");
    }

    public static string Write<T>(T model)
    {
        JsonNode root = JsonSerializer.SerializeToNode(model, Options)
            ?? throw new GeneratorException("Nothing to write.");
        StringBuilder text = new();
        WriteNode(text, root, "");
        return text.Append('\n').ToString();
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            {
                property.ShouldSerialize = static (_, value) => value is ICollection { Count: > 0 };
            }
        }
    }

    private static void WriteNode(StringBuilder text, JsonNode? node, string indent)
    {
        if (!Spreads(node))
        {
            text.Append(node?.ToJsonString(Options) ?? "null");
        }
        else if (node is JsonArray array)
        {
            WriteItems(text, "[]", array.Select(item => ((string?)null, item)), indent);
        }
        else
        {
            WriteItems(text, "{}", node!.AsObject().Select(item => ((string?)item.Key, item.Value)), indent);
        }
    }

    private static void WriteItems(
        StringBuilder text, string brackets, IEnumerable<(string? Key, JsonNode? Value)> items, string indent)
    {
        string separator = "";
        text.Append(brackets[0]);
        foreach ((string? key, JsonNode? value) in items)
        {
            text.Append(separator).Append('\n').Append(indent).Append("  ");
            if (key is not null)
            {
                text.Append('"').Append(key).Append("\": ");
            }

            WriteNode(text, value, indent + "  ");
            separator = ",";
        }

        text.Append('\n').Append(indent).Append(brackets[1]);
    }

    private static bool Spreads(JsonNode? node) => node switch
    {
        JsonArray array => array.Any(item => item is JsonObject),
        JsonObject item => item.Any(property => !Inline.Contains(property.Key) && Spreads(property.Value)),
        _ => false,
    };
}
