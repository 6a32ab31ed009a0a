using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>How one of TensorRT's classes, or of the application's interfaces, is known in the C ABI.</summary>
/// <param name="ClassName">By its public name: "IPluginV3OneBuildV2", not v_2_0::IPluginV3OneBuild.</param>
/// <param name="Module">The stem of its functions.</param>
/// <param name="Shape">Owned, Borrowed or Reference: what its functions take as their receiver.</param>
/// <param name="ViewModule">The stem of the receiver's type: all layers are a trts_layer.</param>
internal sealed record BoundClass(string ClassName, string Module, Shape Shape, string ViewModule)
{
    public bool IsOwned => Shape == Shape.Owned;

    public string CType => "trts_" + ViewModule;

    public string CSharpStem => Naming.Pascal(Module);
}

/// <summary>Which classes there are, who owns their objects, and what they are called; binding.json has the exceptions.</summary>
internal sealed class ObjectRules
{
    private const string LayerBase = "ILayer";

    private readonly BindingFile _binding;
    private readonly Dictionary<string, List<ApiClass>> _declarations = [];
    private readonly Dictionary<string, string> _application = [];

    public ObjectRules(ApiModel facts, BindingFile binding)
    {
        _binding = binding;
        foreach (ApiClass type in facts.Families.SelectMany(family => family.Classes).Where(type => !type.IsInternal))
        {
            if (!_declarations.TryAdd(type.PublicName, [type]))
            {
                _declarations[type.PublicName].Add(type);
            }
        }

        foreach (string name in binding.Application.Classes)
        {
            _application.Add(name, RootOf(name));
        }

        foreach (string known in binding.Objects.Keys.Concat(binding.Callbacks.Keys).Concat(binding.Application.Classes)
            .Where(name => !_declarations.ContainsKey(name)))
        {
            throw new GeneratorException($"binding.json: no family has a class {known}.");
        }
    }

    /// <summary>TensorRT's classes, in the headers' order.</summary>
    public IEnumerable<string> Objects => _declarations.Keys
        .Where(name => !_application.ContainsKey(name) && !_binding.Application.Bases.Contains(name));

    /// <summary>The base that has no base among the application's interfaces: handles and references are of its type.</summary>
    public string RootOf(string interfaceName)
    {
        for (ApiClass type = Newest(interfaceName); ;)
        {
            string? parent = type.BaseName is null ? null : PublicNameOf(type.BaseName);
            if (parent is null || !_binding.Application.Classes.Contains(parent))
            {
                return type.PublicName;
            }

            type = Newest(parent);
        }
    }

    public ApiClass Newest(string className) => _declarations[className][^1];

    public bool IsApplication(string className) => _application.ContainsKey(className);

    /// <summary>The class itself and its bases, most derived first, without TensorRT's own roots.</summary>
    public static IEnumerable<ApiClass> Chain(ApiFamily family, string className)
    {
        string? name = className;
        while (name is not null && family.Classes.FirstOrDefault(type => !type.IsInternal && type.PublicName == name) is { } type)
        {
            yield return type;
            name = type.BaseName is null ? null : PublicNameOf(type.BaseName);
        }
    }

    public bool IsLayer(string className) => className == LayerBase
        || (Newest(className).BaseName is { } parent && _declarations.ContainsKey(PublicNameOf(parent)) && IsLayer(PublicNameOf(parent)));

    public string ModuleOf(string className) => _binding.Objects.GetValueOrDefault(className)?.Module
        ?? _binding.Callbacks.GetValueOrDefault(className)?.Module
        ?? Naming.Snake(className[1..]);

    public BoundClass ClassOf(string className)
    {
        string module = ModuleOf(className);
        if (_application.TryGetValue(className, out string? root))
        {
            return new BoundClass(className, $"{module}_ref", Shape.Reference, $"{ModuleOf(root)}_ref");
        }

        return IsLayer(className)
            ? new BoundClass(className, module, Shape.Borrowed, ModuleOf(LayerBase))
            : new BoundClass(className, module, IsOwned(className) ? Shape.Owned : Shape.Borrowed, module);
    }

    /// <summary>
    /// Null for a class that is unknown here. An application's object that TensorRT gives out is a reference; one that it
    /// takes is a handle, but for those that a plugin library may have made.
    /// </summary>
    public BoundType? TypeOf(string className, bool isGiven)
    {
        string name = className;
        if (_application.TryGetValue(name, out string? root))
        {
            bool byReference = isGiven || _binding.Application.TakenByReference.Contains(root);
            return new BoundType(byReference ? Shape.Reference : Shape.Callback, byReference ? $"{ModuleOf(root)}_ref" : ModuleOf(root), root);
        }

        if (!_declarations.ContainsKey(name) || _binding.Application.Bases.Contains(name))
        {
            return null;
        }

        BoundClass item = ClassOf(name);
        return new BoundType(item.Shape, item.ViewModule, name);
    }

    /// <summary>The enumerators of LayerType that tell an object of this class; empty for ILayer, which all are.</summary>
    public IReadOnlyList<string> LayerTypesOf(string className, IReadOnlyCollection<string> enumerators)
    {
        if (!IsLayer(className) || className == LayerBase)
        {
            return [];
        }

        if (_binding.Objects.GetValueOrDefault(className)?.LayerTypes is { } named)
        {
            return named;
        }

        string[] derived = [.. _declarations.Keys.Where(name => name != className && IsLayer(name)
            && PublicNameOf(Newest(name).BaseName!) == className)];
        if (derived.Length > 0)
        {
            return [.. derived.SelectMany(name => LayerTypesOf(name, enumerators))];
        }

        string stem = className[1..^"Layer".Length];
        return [enumerators.FirstOrDefault(name => string.Equals(
            name[1..].Replace("_", "", StringComparison.Ordinal), stem, StringComparison.OrdinalIgnoreCase))
            ?? throw new GeneratorException($"No enumerator of LayerType is named as {className}; say it in binding.json, 'layerTypes'.")];
    }

    private bool IsOwned(string className) => _binding.Objects.GetValueOrDefault(className)?.Ownership is { } decided
        ? decided == "owned"
        : Newest(className).Destructor is { Access: Access.Public };

    private static string PublicNameOf(string qualifiedName) => ApiClass.PublicNameOf(qualifiedName);
}
