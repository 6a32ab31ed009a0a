using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>An interface that the application implements: a struct of function pointers in C, a subclass for each family.</summary>
internal sealed record BoundCallbackInterface(
    string ClassName, string Module, IReadOnlyList<BoundMethod> Methods, IReadOnlyDictionary<string, ApiClass> PerFamily)
{
    public static BoundCallbackInterface Resolve(ApiModel facts, TypeMap types, string className, BoundCallback decision)
    {
        Dictionary<string, ApiClass> classes = [];
        foreach (ApiFamily family in facts.Families)
        {
            ApiClass? type = family.Classes.FirstOrDefault(item => item.Name == className && !item.IsInternal);
            if (type is not null)
            {
                classes.Add(family.Id, type);
            }
        }

        List<BoundMethod> methods = [.. decision.Methods.Select(name => Resolve(classes, types, className, decision.Module, name))];
        return new BoundCallbackInterface(className, decision.Module, methods, classes);
    }

    /// <summary>The headers comment out the names of parameters that a default body does not use.</summary>
    internal static string NameOf(ApiParameter parameter) =>
        parameter.Name.Length > 0 ? parameter.Name : parameter.Type.Kind == TypeKind.CudaHandle ? "stream" : "unnamed";

    private static BoundMethod Resolve(
        Dictionary<string, ApiClass> classes, TypeMap types, string className, string module, string name)
    {
        Dictionary<string, ApiMethod> perFamily = classes.ToDictionary(
            entry => entry.Key, entry => entry.Value.Methods.Single(method => method.Name == name));
        ApiMethod newest = perFamily.Values.Last();
        MethodDecision decision = new() { Question = true };
        List<BoundParameter> parameters = [.. newest.Parameters.Select(parameter =>
            new BoundParameter(NameOf(parameter), types.OfParameter(parameter.Type, $"{className}::{name}"), IsNullable: true))];
        return new BoundMethod(
            null, className, name, $"{module}_{Naming.Snake(name)}", decision, parameters,
            types.OfResult(newest, decision, $"{className}::{name}"), perFamily);
    }
}
