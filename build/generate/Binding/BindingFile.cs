using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TensorRTSharp.Generate.Binding;

/// <summary>build/api/binding.json: what we decided, where no rule decides.</summary>
internal sealed record BindingFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>TensorRT's classes that the application gets, by simple name.</summary>
    public required IReadOnlyDictionary<string, BoundObject> Objects { get; init; }

    /// <summary>Interfaces that the application implements, bound or not.</summary>
    public required ApplicationInterfaces Application { get; init; }

    /// <summary>Those of them that are bound.</summary>
    public required IReadOnlyDictionary<string, BoundCallback> Callbacks { get; init; }

    /// <summary>The methods that are bound: names, or "name(signature)" to pick one overload.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Bound { get; init; }

    /// <summary>Exceptions, by "Class::method".</summary>
    public required IReadOnlyDictionary<string, MethodDecision> Methods { get; init; }

    public required EnumDecisions Enums { get; init; }

    public MethodDecision Decision(string className, string method) =>
        Methods.GetValueOrDefault($"{className}::{method}") ?? new MethodDecision();

    public static BindingFile Read(string path)
    {
        try
        {
            JsonNode root = JsonNode.Parse(File.ReadAllText(path))!;
            RemoveComments(root);
            return root.Deserialize<BindingFile>(Options)!;
        }
        catch (JsonException problem)
        {
            throw new GeneratorException($"{path}: {problem.Message}", problem);
        }
    }

    /// <summary>A property named "_" is a comment.</summary>
    private static void RemoveComments(JsonNode node)
    {
        if (node is JsonObject item)
        {
            item.Remove("_");
            foreach ((_, JsonNode? value) in item)
            {
                if (value is not null)
                {
                    RemoveComments(value);
                }
            }
        }
    }
}

internal sealed record ApplicationInterfaces
{
    public required IReadOnlyList<string> Classes { get; init; }
}

internal sealed record BoundObject
{
    /// <summary>The stem through every layer: "builder_config".</summary>
    public required string Module { get; init; }

    /// <summary>"owned": destroyed by the application. "borrowed": lives as long as what it came from.</summary>
    public required string Ownership { get; init; }

    [JsonIgnore]
    public bool IsOwned => Ownership == "owned";
}

internal sealed record BoundCallback
{
    public required string Module { get; init; }

    /// <summary>The methods that an application answers; the rest keep TensorRT's defaults.</summary>
    public required IReadOnlyList<string> Methods { get; init; }
}

internal sealed record MethodDecision
{
    /// <summary>The C name where the rule's would collide: overloads.</summary>
    public string? Name { get; init; }

    /// <summary>The status of a false or null answer; FAILED otherwise as the rule has it.</summary>
    public string? Failure { get; init; }

    /// <summary>True: a bool that is an answer. False: a bool that tells success. Null: the name decides.</summary>
    public bool? Question { get; init; }

    /// <summary>A negative int32_t answer is a failure.</summary>
    public bool NegativeFails { get; init; }

    /// <summary>Null is an answer, not a failure.</summary>
    public bool NullableResult { get; init; }

    /// <summary>Parameters for which null means "none".</summary>
    public IReadOnlyList<string> Nullable { get; init; } = [];

    /// <summary>Pointer parameters and the parameter that holds their length: one span in C#.</summary>
    public IReadOnlyDictionary<string, string> Spans { get; init; } = new Dictionary<string, string>();
}

internal sealed record EnumDecisions
{
    /// <summary>How a word of an enumerator is written in C#, where capitalising its first letter is not it.</summary>
    public required IReadOnlyDictionary<string, string> Words { get; init; }

    /// <summary>C# names of enums, by qualified name, where the simple one would collide.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }
}
