using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>An interface that the application implements: a struct of function pointers in C, a subclass for each family.</summary>
/// <param name="ClassName">By its public name.</param>
/// <param name="Namespace">Of NVIDIA's class: nvinfer1 or nvonnxparser.</param>
/// <param name="Module">The stem of its functions.</param>
/// <param name="Root">The interface that its handle is of.</param>
/// <param name="RootModule">The stem of that.</param>
/// <param name="Methods">What the application answers; those with a default in NVIDIA's headers may be left out.</param>
/// <param name="Families">Those that have the interface.</param>
/// <param name="CanBeCreated">False for a base that does not even say what it is.</param>
/// <param name="Destroys">The method by which TensorRT destroys it; the adapter's own.</param>
/// <param name="Decision">What binding.json says of it.</param>
internal sealed record BoundCallbackInterface(
    string ClassName, string Namespace, string Module, string Root, string RootModule, IReadOnlyList<BoundMethod> Methods,
    IReadOnlyList<string> Families, bool CanBeCreated, ApiMethod? Destroys, CallbackDecision Decision)
{
    public string CType => $"trts_{Module}_callbacks";

    public string CSharpStem => Naming.Pascal(Module);

    /// <summary>Answered by the adapter, as long as the application does not.</summary>
    public bool CountsReferences(BoundMethod method) => Decision.CountsReferences.Contains(method.Name);

    /// <summary>Has the application to answer it? Otherwise TensorRT's own default stands in.</summary>
    public bool IsRequired(BoundMethod method) => method.PerFamily.Values.All(declared => declared.IsPure) && !CountsReferences(method);

    public static BoundCallbackInterface Resolve(BoundApi api, MethodRules rules, string className)
    {
        string root = api.Objects.RootOf(className);
        string module = api.Objects.ModuleOf(className);
        Dictionary<string, Dictionary<string, ApiMethod>> methods = [];
        List<string> families = [];
        string @namespace = "";
        bool canBeCreated = false;
        ApiMethod? destroys = null;
        foreach (ApiFamily family in api.Facts.Families)
        {
            if (family.Classes.FirstOrDefault(type => !type.IsInternal && type.PublicName == className) is not { } declared)
            {
                continue;
            }

            families.Add(family.Id);
            @namespace = declared.Namespace.Split("::")[0];
            canBeCreated |= CallbackRules.SaysWhatItIs(family, className);
            foreach (ApiMethod method in CallbackRules.Overridable(family, className))
            {
                if (method.Name == api.Decisions.Callbacks.GetValueOrDefault(root)?.Destroys)
                {
                    destroys = method;
                    continue;
                }

                if (!methods.TryAdd(method.Name, new() { [family.Id] = method }))
                {
                    methods[method.Name].Add(family.Id, method);
                }
            }
        }

        return new BoundCallbackInterface(
            className, @namespace, module, root, api.Objects.ModuleOf(root),
            [.. methods.Select(entry => rules.ResolveCallback(className, module, entry.Key, entry.Value))],
            families, canBeCreated, destroys, api.Decisions.Callbacks.GetValueOrDefault(className) ?? new CallbackDecision());
    }
}
