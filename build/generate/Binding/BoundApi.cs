using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>One TensorRT class with its bound methods, as one module of the C ABI.</summary>
internal sealed record BoundModule(string ClassName, string Namespace, string Module, bool IsOwned, IReadOnlyList<BoundMethod> Methods)
{
    public string CType => "trts_" + Module;

    public string CSharpStem => Naming.Pascal(Module);
}

/// <summary>A bound method over the families that have it.</summary>
internal sealed record BoundMethod(
    BoundModule? Owner,
    string ClassName,
    string Name,
    string CName,
    MethodDecision Decision,
    IReadOnlyList<BoundParameter> Parameters,
    BoundType? Result,
    IReadOnlyDictionary<string, ApiMethod> PerFamily)
{
    /// <summary>"IBuilder::createNetworkV2": what messages and look-ups call it.</summary>
    public string QualifiedName => $"{ClassName}::{Name}";

    /// <summary>A method of the newest family that has it: the one that documentation shows.</summary>
    public ApiMethod Newest => PerFamily.Values.Last();
}

internal sealed record BoundParameter(string Name, BoundType Type, bool IsNullable)
{
    public string CName => Naming.Snake(Name);

    public string CSharpName => Naming.Camel(Name);
}

/// <summary>Resolves facts and decisions into what the emitters write.</summary>
internal sealed class BoundApi
{
    private readonly ApiModel _facts;
    private readonly BindingFile _binding;

    private BoundApi(ApiModel facts, BindingFile binding)
    {
        _facts = facts;
        _binding = binding;
        Types = new TypeMap(binding);
        Modules = [.. binding.Objects.Select(entry => Resolve(entry.Key, entry.Value))];
        Callbacks = [.. binding.Callbacks.Select(entry => BoundCallbackInterface.Resolve(facts, Types, entry.Key, entry.Value))];
        Enums = BoundEnum.Resolve(facts, binding, UsedEnums());
    }

    public TypeMap Types { get; }

    public BindingFile Decisions => _binding;

    public ApiModel Facts => _facts;

    public IReadOnlyList<BoundModule> Modules { get; }

    public IReadOnlyList<BoundCallbackInterface> Callbacks { get; }

    public IReadOnlyList<BoundEnum> Enums { get; }

    /// <summary>Every method of every module, in order.</summary>
    public IEnumerable<BoundMethod> Methods => Modules.SelectMany(module => module.Methods);

    public static BoundApi Load() => new(ApiJson.Read(RepositoryLayout.Facts), BindingFile.Read(RepositoryLayout.InRoot("build/api/binding.json")));

    private BoundModule Resolve(string className, BoundObject decision)
    {
        if (!_binding.Bound.TryGetValue(className, out IReadOnlyList<string>? names))
        {
            throw new GeneratorException($"binding.json: 'bound' names no methods of {className}.");
        }

        string @namespace = Declarations(className)[0].Class.Namespace;
        BoundModule module = new(className, @namespace, decision.Module, decision.IsOwned, []);
        List<BoundMethod> methods = [.. names.Select(name => Resolve(module, name))];
        string? twice = methods.GroupBy(method => method.CName).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? module with { Methods = methods }
            : throw new GeneratorException($"binding.json: two methods of {className} are named {twice}; give one a 'name'.");
    }

    private BoundMethod Resolve(BoundModule module, string selector)
    {
        string name = selector.Split('(')[0];
        string? signature = selector.Contains('(', StringComparison.Ordinal) ? selector[(name.Length + 1)..^1] : null;
        Dictionary<string, ApiMethod> perFamily = [];
        foreach ((ApiFamily family, ApiClass type) in Declarations(module.ClassName))
        {
            List<ApiMethod> found = [.. type.Methods.Where(method => method.Access == Access.Public && method.Name == name
                && (signature is null || method.Signature == signature))];
            if (found.Count > 1)
            {
                throw new GeneratorException(
                    $"binding.json: {module.ClassName}::{name} has overloads in {family.Id}; name one: "
                    + string.Join(" | ", found.Select(method => $"{name}({method.Signature})")));
            }

            if (found.Count == 1)
            {
                perFamily.Add(family.Id, found[0]);
            }
        }

        if (perFamily.Count == 0)
        {
            throw new GeneratorException($"binding.json: no family has {module.ClassName}::{selector}.");
        }

        ApiMethod newest = perFamily.Values.Last();
        MethodDecision decision = _binding.Decision(module.ClassName, name);
        string? unknown = decision.Nullable.Concat(decision.Spans.Keys).Concat(decision.Spans.Values)
            .FirstOrDefault(parameter => newest.Parameters.All(declared => declared.Name != parameter));
        if (unknown is not null)
        {
            throw new GeneratorException($"binding.json: {module.ClassName}::{name} has no parameter '{unknown}'; it has: "
                + string.Join(", ", newest.Parameters.Select(parameter => parameter.Name)));
        }

        List<BoundParameter> parameters = [.. newest.Parameters.Select((parameter, index) => new BoundParameter(
            parameter.Name.Length > 0 ? parameter.Name : $"argument{index}",
            Types.OfParameter(parameter.Type, $"{module.ClassName}::{name}"),
            decision.Nullable.Contains(parameter.Name)))];
        return new BoundMethod(
            module, module.ClassName, name, $"{module.Module}_{decision.Name ?? Naming.Snake(name)}", decision, parameters,
            Types.OfResult(newest, decision, $"{module.ClassName}::{name}"), perFamily);
    }

    private List<(ApiFamily Family, ApiClass Class)> Declarations(string className)
    {
        List<(ApiFamily Family, ApiClass Class)> found = [.. _facts.Families.SelectMany(family => family.Classes
            .Where(type => type.Name == className && !type.IsInternal)
            .Select(type => (family, type)))];
        return found.Count > 0 ? found : throw new GeneratorException($"binding.json: no family has a class {className}.");
    }

    private HashSet<string> UsedEnums() =>
        [.. Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.Type).Append(method.Result))
            .Select(type => type?.EnumName).OfType<string>()];
}
