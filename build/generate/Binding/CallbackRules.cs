using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>What of an interface that applications implement is theirs to answer, and what can be called on an object of it.</summary>
internal static class CallbackRules
{
    /// <summary>TensorRT's identity checks: a subclass must leave them alone.</summary>
    private static readonly HashSet<string> Closed = ["getInterfaceInfo", "getAPILanguage", "getTensorRTVersion"];

    /// <summary>
    /// The methods that an adapter overrides, bases first. What a derived interface has answered already, or hidden, is
    /// not the application's any more.
    /// </summary>
    public static IEnumerable<ApiMethod> Overridable(ApiFamily family, string className)
    {
        List<ApiMethod> methods = [];
        HashSet<string> seen = [];
        foreach (ApiClass type in ObjectRules.Chain(family, className))
        {
            methods.InsertRange(0, type.Methods.Where(method => method.IsVirtual && !Closed.Contains(method.Name)
                && seen.Add($"{method.Name}({method.Signature})")
                && method.Access == Access.Public && (method.IsPure || !method.IsOverride)));
        }

        return methods;
    }

    /// <summary>The methods that can be called on a reference: the same ones, and on a root what it says of itself.</summary>
    public static IEnumerable<ApiMethod> Callable(ObjectRules objects, ApiFamily family, string className) =>
        objects.RootOf(className) == className
            ? ObjectRules.Chain(family, className).SelectMany(type => type.Methods)
                .Where(method => method.Name == "getInterfaceInfo").Take(1).Concat(Overridable(family, className))
            : Overridable(family, className);

    /// <summary>False for a versioned interface that leaves getInterfaceInfo() to those derived from it.</summary>
    public static bool SaysWhatItIs(ApiFamily family, string className)
    {
        ApiMethod[] answers = [.. ObjectRules.Chain(family, className).SelectMany(type => type.Methods)
            .Where(method => method.Name == "getInterfaceInfo")];
        return answers.Length == 0 || !answers[0].IsPure;
    }
}
