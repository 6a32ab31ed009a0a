using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>From the methods that families declare to the functions of the C ABI.</summary>
internal sealed class MethodRules(ApiModel facts, BindingFile decisions, TypeMap types)
{
    private readonly HashSet<string> _used = [];
    private readonly List<(string Method, string Reason)> _leftOut = [];

    public IReadOnlyList<(string Method, string Reason)> LeftOut => _leftOut;

    /// <summary>The methods of a class that is called: TensorRT's, or an interface that it implements as well.</summary>
    public IReadOnlyList<BoundMethod> Resolve(string className, string module, IEnumerable<(string Family, ApiMethod Method)> declared)
    {
        List<BoundMethod> methods = [];
        foreach (IGrouping<string, (string Family, ApiMethod Method)> overloads in declared.GroupBy(item => item.Method.Name))
        {
            IGrouping<string, (string Family, ApiMethod Method)>[] groups = [.. overloads.GroupBy(item => item.Method.Signature)];
            foreach (IGrouping<string, (string Family, ApiMethod Method)> same in groups)
            {
                MarkUsed(className, overloads.Key, same.Key);
                if (decisions.WhyLeftOut(className, overloads.Key, same.Key) is { } reason)
                {
                    _leftOut.Add(($"{className}::{overloads.Key}", reason));
                    continue;
                }

                methods.Add(Bind(className, module, overloads.Key, groups.Length > 1,
                    same.ToDictionary(item => item.Family, item => item.Method), isCallback: false));
            }
        }

        string? twice = methods.GroupBy(method => method.CName).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? methods
            : throw new GeneratorException($"binding.json: two methods of {className} are named {twice}; give one a 'name'.");
    }

    /// <summary>A method that the application answers.</summary>
    public BoundMethod ResolveCallback(string className, string module, string name, IReadOnlyDictionary<string, ApiMethod> perFamily)
    {
        MarkUsed(className, name, perFamily.Values.Last().Signature);
        return Bind(className, module, name, isOverload: false, perFamily, isCallback: true);
    }

    public void RequireAllDecisionsUsed()
    {
        string[] unused = [.. decisions.Methods.Keys.Concat(decisions.LeftOut.Keys).Where(key => !_used.Contains(key))];
        if (unused.Length > 0)
        {
            throw new GeneratorException($"binding.json decides about methods that there are not: {string.Join(", ", unused)}");
        }
    }

    /// <summary>Does a bool tell something, or does it tell success?</summary>
    private static bool IsQuestion(string method, MethodDecision decision) => decision.Question
        ?? (Array.Exists(["is", "has", "get", "can", "are", "platform", "supports", "all"],
                word => method.StartsWith(word, StringComparison.Ordinal))
            || method.EndsWith("IsSet", StringComparison.Ordinal));

    private IEnumerable<string> WithBases(string className) =>
        facts.Families.SelectMany(family => ObjectRules.Chain(family, className)).Select(type => type.PublicName).Distinct();

    private void MarkUsed(string className, string method, string signature) => _used.UnionWith(
        WithBases(className).SelectMany(name => new[] { $"{name}::{method}", $"{name}::{method}({signature})" }));

    private BoundMethod Bind(
        string className, string module, string name, bool isOverload, IReadOnlyDictionary<string, ApiMethod> perFamily, bool isCallback)
    {
        ApiMethod newest = perFamily.Values.Last();
        string where = $"{className}::{name}";
        MethodDecision decision = decisions.Decision(WithBases(className), name, newest.Signature);
        List<BoundParameter> parameters = [.. newest.Parameters.Select((parameter, index) => Parameter(
            NamedByAnyFamily(parameter, index, perFamily.Values), index, decision, where, isCallback))];
        string? unknown = decision.Nullable.Concat(decision.Filled).Concat(decision.Spans.Keys).Concat(decision.Spans.Values)
            .FirstOrDefault(name => !parameters.Exists(parameter => parameter.Name == name));
        if (unknown is not null)
        {
            throw new GeneratorException($"binding.json: {where} has no parameter '{unknown}'; it has: "
                + string.Join(", ", parameters.Select(parameter => parameter.Name)));
        }

        // Enumerators in arrays are not translated, so they must need no translation. Those that are filled are.
        foreach (BoundParameter parameter in parameters.Where(parameter => parameter.Type is { Shape: Shape.Array, IsConst: true }))
        {
            BoundStruct.RequireOneNumbering(facts, where, parameter.Type.EnumName);
        }

        string localName = decision.Name ?? Naming.Snake(name);
        BoundType? result = types.OfResult(newest, isCallback || IsQuestion(name, decision), where);
        return new BoundMethod(className, [.. WithBases(className), "IVersionedInterface"], name, $"{module}_{localName}", localName, isOverload, decision, parameters, result, perFamily);
    }

    /// <summary>The headers comment out the names of parameters that a default body does not use.</summary>
    private static ApiParameter NamedByAnyFamily(ApiParameter declared, int index, IEnumerable<ApiMethod> families) =>
        families.Select(method => method.Parameters[index]).FirstOrDefault(parameter => parameter.Name.Length > 0) is { } named
            ? declared with { Name = named.Name }
            : declared;

    private BoundParameter Parameter(ApiParameter declared, int index, MethodDecision decision, string where, bool isCallback)
    {
        BoundType type = types.OfParameter(declared, isCallback, where);
        string name = declared.Name.Length > 0 ? declared.Name : type.Shape == Shape.Stream ? "stream" : $"argument{index}";
        if (decision.Spans.ContainsKey(name) && type.Shape == Shape.Array)
        {
            type = type with { IsConst = !decision.Filled.Contains(name) }; // some arrays lack the const they deserve
        }

        bool isNullable = isCallback || decision.Nullable.Contains(name)
            || (declared.Type.Indirection == Indirection.Pointer && (type.Shape == Shape.Callback || declared.Type.SimpleName == "ITensor"));
        return new BoundParameter(name, type, isNullable);
    }
}
