using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>Resolves facts and decisions into what the emitters write.</summary>
internal sealed class BoundApi
{
    private readonly MethodRules _methods;
    private readonly IReadOnlyList<string> _layerTypes;

    private BoundApi(ApiModel facts, BindingFile decisions)
    {
        Facts = facts;
        Decisions = decisions;
        Objects = new ObjectRules(facts, decisions);
        TypeMap types = new(facts, Objects);
        _methods = new MethodRules(facts, decisions, types);
        _layerTypes = [.. facts.Families[^1].Enums.Single(item => item.Name == "LayerType").Values.Select(value => value.Name)];
        Modules = [.. Objects.Objects.Concat(decisions.Application.GivenByTensorRT).Select(Resolve)];
        Callbacks = [.. decisions.Application.Classes.Except(decisions.Application.WrittenByHand)
            .Select(name => BoundCallbackInterface.Resolve(this, _methods, name))];
        Structs = BoundStruct.Resolve(facts, types, Used(type => type.StructName));
        Enums = BoundEnum.Resolve(facts, decisions, Used(type => type.EnumName).Union(
            Structs.SelectMany(item => item.Fields).Select(field => field.Type.EnumName).OfType<string>()).Union(decisions.Enums.Masks));
        _methods.RequireAllDecisionsUsed();
    }

    public BindingFile Decisions { get; }

    public ApiModel Facts { get; }

    public ObjectRules Objects { get; }

    public IReadOnlyList<BoundModule> Modules { get; }

    public IReadOnlyList<BoundCallbackInterface> Callbacks { get; }

    /// <summary>The interfaces that handles of the application's objects are of; loggers have no handle.</summary>
    public IEnumerable<string> CallbackRoots => Callbacks.Select(callback => callback.Root).Distinct();

    /// <summary>The interfaces that references are of.</summary>
    public IEnumerable<string> ReferenceRoots => Decisions.Application.Classes.Select(Objects.RootOf).Distinct();

    /// <summary>The stems of all handles.</summary>
    public IEnumerable<string> OwnedModules() =>
        Modules.Where(module => module.IsOwned).Select(module => module.Module).Concat(CallbackRoots.Select(Objects.ModuleOf));

    public IReadOnlyList<BoundEnum> Enums { get; }

    public IReadOnlyList<BoundStruct> Structs { get; }

    /// <summary>Every method of every module, in order.</summary>
    public IEnumerable<BoundMethod> Methods => Modules.SelectMany(module => module.Methods);

    /// <summary>Methods of TensorRT's objects that are not bound, with the reason.</summary>
    public IEnumerable<(string Method, string Reason)> LeftOut => _methods.LeftOut;

    public static BoundApi Load() => new(ApiJson.Read(RepositoryLayout.Facts), BindingFile.Read(RepositoryLayout.InRoot("build/api/binding.json")));

    private BoundModule Resolve(string className)
    {
        BoundClass item = Objects.ClassOf(className);
        bool isReference = item.Shape == Shape.Reference;
        List<(ApiFamily Family, ApiClass Class)> declared = [.. Facts.Families.SelectMany(family => family.Classes
            .Where(type => !type.IsInternal && type.PublicName == className).Select(type => (family, type)))];
        IEnumerable<(string, ApiMethod)> methods = declared.SelectMany(entry => isReference
            ? CallbackRules.Callable(Objects, entry.Family, className).Select(method => (entry.Family.Id, method))
            : entry.Class.Methods.Where(method => method is { Access: Access.Public, IsStatic: false, IsOverride: false })
                .Select(method => (entry.Family.Id, method)));
        string area = Objects.IsLayer(className) && className != "ILayer" ? "layers" : item.Module;
        return new BoundModule(
            item, declared[^1].Class.Namespace.Split("::")[0], area, Objects.LayerTypesOf(className, _layerTypes),
            isReference && Objects.RootOf(className) != className ? Decisions.Callbacks[className].Kind : null,
            _methods.Resolve(className, item.Module, methods));
    }

    private HashSet<string> Used(Func<BoundType, string?> name) =>
        [.. Methods.Concat(Callbacks.SelectMany(callback => callback.Methods))
            .SelectMany(method => method.Parameters.Select(parameter => parameter.Type).Append(method.Result))
            .OfType<BoundType>().Select(name).OfType<string>()];
}
