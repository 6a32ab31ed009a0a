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

    /// <summary>TensorRT's classes whose module or ownership is not what the rules say, by simple name.</summary>
    public required IReadOnlyDictionary<string, ObjectDecision> Objects { get; init; }

    /// <summary>Interfaces that the application implements.</summary>
    public required ApplicationInterfaces Application { get; init; }

    /// <summary>Exceptions of those, by simple name.</summary>
    public required IReadOnlyDictionary<string, CallbackDecision> Callbacks { get; init; }

    /// <summary>Methods that are not bound, "Class::method" or "Class::method(signature)", each with the reason.</summary>
    public required IReadOnlyDictionary<string, string> LeftOut { get; init; }

    /// <summary>Exceptions, by "Class::method" or, for one overload, "Class::method(signature)".</summary>
    public required IReadOnlyDictionary<string, MethodDecision> Methods { get; init; }

    public required EnumDecisions Enums { get; init; }

    /// <summary>Of a method that the first of these classes has, or inherits from the others.</summary>
    public MethodDecision Decision(IEnumerable<string> classes, string method, string signature) => classes
        .Select(name => Methods.GetValueOrDefault($"{name}::{method}({signature})") ?? Methods.GetValueOrDefault($"{name}::{method}"))
        .FirstOrDefault(decision => decision is not null) ?? new MethodDecision();

    public string? WhyLeftOut(string className, string method, string signature) =>
        LeftOut.GetValueOrDefault($"{className}::{method}({signature})") ?? LeftOut.GetValueOrDefault($"{className}::{method}");

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

    /// <summary>Bases that are no interface of their own: nothing is handed over as such.</summary>
    public required IReadOnlyList<string> Bases { get; init; }

    /// <summary>Those that TensorRT implements as well and gives out: their methods can be called on a reference.</summary>
    public required IReadOnlyList<string> GivenByTensorRT { get; init; }

    /// <summary>
    /// Those that parameters take by reference, because objects that TensorRT or a plugin library made may be passed,
    /// too. All others are taken as handles.
    /// </summary>
    public required IReadOnlyList<string> TakenByReference { get; init; }

    /// <summary>Those whose objects TensorRT destroys once it has them: the application gives its handle up.</summary>
    public required IReadOnlyList<string> HandedOver { get; init; }

    /// <summary>Those that have a hand-written adapter.</summary>
    public required IReadOnlyList<string> WrittenByHand { get; init; }
}

internal sealed record ObjectDecision
{
    /// <summary>The stem through every layer: "builder_config".</summary>
    public string? Module { get; init; }

    /// <summary>"owned": destroyed by the application. "borrowed": lives as long as what it came from.</summary>
    public string? Ownership { get; init; }

    /// <summary>The layer types (enumerators of LayerType) that are of this class; the name decides otherwise.</summary>
    public IReadOnlyList<string>? LayerTypes { get; init; }
}

internal sealed record CallbackDecision
{
    /// <summary>The stem through every layer, where the rule gives a bad one.</summary>
    public string? Module { get; init; }

    /// <summary>The pair of methods that count references: the adapter does it, the application need not.</summary>
    public IReadOnlyList<string> CountsReferences { get; init; } = [];

    /// <summary>
    /// A method by which TensorRT tells the application of an error, and then does not log it: the adapter keeps its last
    /// argument for the failure of the call that is running.
    /// </summary>
    public string? TellsErrors { get; init; }

    /// <summary>A method by which TensorRT destroys the object: the adapter does it.</summary>
    public string? Destroys { get; init; }

    /// <summary>What getInterfaceInfo().kind says of an object of this interface.</summary>
    public string? Kind { get; init; }
}

internal sealed record MethodDecision
{
    /// <summary>The C name where the rule's would collide: overloads.</summary>
    public string? Name { get; init; }

    /// <summary>The status of a false or null answer; INVALID_ARGUMENT otherwise, NOT_FOUND for a borrowed object.</summary>
    public string? Failure { get; init; }

    /// <summary>True: a bool that is an answer. False: a bool that tells success. Null: the name decides.</summary>
    public bool? Question { get; init; }

    /// <summary>A negative answer is a failure.</summary>
    public bool NegativeFails { get; init; }

    /// <summary>A negative number where how many there are is asked: nothing was set.</summary>
    public bool NegativeIsAnAnswer { get; init; }

    /// <summary>The result does not need the receiver: it may outlive it.</summary>
    public bool IsIndependent { get; init; }

    /// <summary>Null is an answer, not a failure.</summary>
    public bool NullableResult { get; init; }

    /// <summary>Parameters for which null means "none".</summary>
    public IReadOnlyList<string> Nullable { get; init; } = [];

    /// <summary>Pointer parameters and the parameter that holds their length: one span in C#.</summary>
    public IReadOnlyDictionary<string, string> Spans { get; init; } = new Dictionary<string, string>();

    /// <summary>Pointer parameters that are written to, as far as their length goes.</summary>
    public IReadOnlyList<string> Filled { get; init; } = [];

    /// <summary>
    /// A function of native/core/dispatch/before_calls.h that gets the exported function's arguments first and may refuse
    /// the call by throwing.
    /// </summary>
    public string? Before { get; init; }

    /// <summary>As Before, for a question: where the function gives true, it has the answer itself, and the backend is not asked.</summary>
    public string? Instead { get; init; }

    /// <summary>What an application's callback that threw answers, in C#; null for the rule: null, false, -1, 0 bytes.</summary>
    public string? OnException { get; init; }
}

internal sealed record EnumDecisions
{
    /// <summary>Enums whose enumerators are bits of a plain integer: no signature names them.</summary>
    public required IReadOnlyList<string> Masks { get; init; }

    /// <summary>C# names of enums that users see; the others are internal.</summary>
    public required IReadOnlyList<string> Published { get; init; }

    /// <summary>How a word of an enumerator is written in C#, where capitalising its first letter is not it.</summary>
    public required IReadOnlyDictionary<string, string> Words { get; init; }

    /// <summary>C# names of enums, by qualified name, where the simple one would collide.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }
}
