using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit.ShimTests;

/// <summary>tests/native/shim/generated: every interface that applications implement, implemented in C, and every call on a reference to one.</summary>
internal sealed class InterfaceEmitter(BoundApi api, SinceFile since) : IEmitter
{
    private readonly SweepFacts _facts = new(api, since);

    public IEnumerable<GeneratedFile> Emit() => [.. api.CallbackRoots.Select(Root), References(), All()];

    /// <summary>Each root has a file, and each interface its callbacks and the function that makes an object of them.</summary>
    private GeneratedFile Root(string root)
    {
        string module = api.Objects.ModuleOf(root);
        BoundCallbackInterface[] callbacks = [.. api.Callbacks.Where(item => item.Root == root && item.CanBeCreated)];
        CodeWriter code = CodeWriter.ForCpp().Line("#include \"shim/interfaces.h\"").Line($"#include \"trtsharp/{module}.g.h\"").Line()
            .Line("namespace shim_test").Line("{").Line("namespace").Line("{").Line();
        Numbers(code, callbacks);
        foreach (BoundCallbackInterface callback in callbacks)
        {
            Callbacks(code, callback, module);
        }

        code.Line("} // namespace").Line().Open($"void {module}_interfaces(std::vector<Interface>& all)");
        foreach (BoundCallbackInterface callback in callbacks)
        {
            string families = string.Join(", ", api.Facts.Families.Select(family => callback.Families.Contains(family.Id) ? "true" : "false"));
            string methods = string.Join(", ", api.Facts.Families.Select(family =>
                $"{callback.Methods.Count(method => method.PerFamily.ContainsKey(family.Id))}"));
            code.Line($"all.push_back({{\"{callback.ClassName}\", {{{families}}}, {{{methods}}}, create_{callback.Module}, "
                + $"{(api.Decisions.Application.HandedOver.Contains(root) ? "detach" : "nullptr")}}});");
        }

        return new GeneratedFile($"tests/native/shim/generated/{module}_interfaces.g.cpp", code.Close().Line().Line("} // namespace shim_test").ToString());
    }

    /// <summary>The enumerators that these callbacks get or give: canonical, and of each family.</summary>
    private void Numbers(CodeWriter code, BoundCallbackInterface[] callbacks)
    {
        IEnumerable<string> names = callbacks.SelectMany(callback => callback.Methods)
            .SelectMany(method => method.Parameters.Select(parameter => parameter.Type).Append(method.Result))
            .Where(type => type?.Shape == Shape.Enum).Select(type => type!.Name!).Distinct();
        foreach (BoundEnum item in api.Enums.Where(item => names.Contains(item.QualifiedName)))
        {
            string rows = string.Join(", ", item.Values.Select(value => $"{{{value.Canonical}, "
                + $"{string.Join(", ", api.Facts.Families.Select(family => value.PerFamily.GetValueOrDefault(family.Id, -1)))}}}"));
            code.Line($"const std::vector<Number> {InterfaceMethod.NumbersOf(item.QualifiedName)} = {{{rows}}};").Line();
        }
    }

    private void Callbacks(CodeWriter code, BoundCallbackInterface callback, string module)
    {
        InterfaceMethod[] methods = [.. callback.Methods.Select(method => new InterfaceMethod(_facts, callback, method))];
        foreach (InterfaceMethod method in methods)
        {
            method.Write(code);
        }

        code.Open($"trts_status create_{callback.Module}(trts_library* library, Recording& recording, bool is_complete, Implemented& out)")
            .Line($"{callback.CType} callbacks{{}};");
        for (int i = 0; i < methods.Length; i++)
        {
            string assignment = $"callbacks.{callback.Methods[i].LocalName} = {methods[i].FunctionName};";
            code.Line(callback.IsRequired(callback.Methods[i]) ? assignment : $"if (is_complete) {assignment}");
        }

        code.Line("(void)is_complete;").Line("callbacks.released = released;").Line("callbacks.user_data = &recording;")
            .Line($"trts_{module}* made = nullptr;")
            .Line($"const trts_status status = trts_{callback.Module}_create(library, &callbacks, &made);")
            .Line("out = Implemented(made);").Line("return status;").Close().Line();
        if (api.Decisions.Application.HandedOver.Contains(callback.Root) && callback.ClassName == callback.Root)
        {
            code.Open("void* detach(Implemented& object)").Line("void* native = nullptr;")
                .Line($"const trts_status status = trts_{module}_detach(object.release<trts_{module}>(), &native);")
                .Line("return status == TRTS_OK ? native : nullptr;").Close().Line();
        }
    }

    /// <summary>Calls on references: what is called is one of the applications' objects.</summary>
    private GeneratedFile References()
    {
        BoundModule[] modules = [.. api.Modules.Where(module => module.Class.Shape == Shape.Reference && module.ClassName != "ILogger")];
        CodeWriter code = CodeWriter.ForCpp().Line("#include \"shim/interfaces.h\"").Line("#include \"shim/sweep.h\"")
            .Lines(modules.Select(module => $"#include \"trtsharp/{module.Module}.g.h\"")).Line()
            .Line("namespace shim_test").Line("{").Line("namespace").Line("{").Line();
        List<string> all = [];
        foreach (BoundModule module in modules)
        {
            foreach (BoundMethod method in module.Methods.Where(method => method.Name is not ("getInterfaceInfo" or "destroy")))
            {
                Reference(code, module, method);
                all.Add($"all.push_back({{\"trts_{method.CName}\", \"{module.ClassName}\", {_facts.NamesOf(method)}, {method.CName}}});");
            }
        }

        return new GeneratedFile("tests/native/shim/generated/references.g.cpp", code.Line("} // namespace").Line()
            .Open("std::vector<ReferenceCase> all_references()").Line("std::vector<ReferenceCase> all;").Lines(all).Line("return all;")
            .Close().Line().Line("} // namespace shim_test").ToString());
    }

    private void Reference(CodeWriter code, BoundModule module, BoundMethod method)
    {
        SweepArgument[] arguments = [.. method.Parameters.Select((_, index) => SweepArgument.Of(_facts, method, index, isFake: false))];
        code.Open($"void {method.CName}(Sweep& sweep, Called& called)")
            .Line("(void)sweep;")
            .Line($"const {module.CType} self = {{called.table(), called.native()}};")
            .Lines(arguments.SelectMany(argument => argument.Setup))
            .Lines(method.Result is null ? [] : [$"{Spelling.COut(method.Result)[..^"* out".Length]} out{{}};"]);
        string call = string.Join(", ", ["self", .. arguments.Select(argument => argument.Pass), .. method.Result is null ? Array.Empty<string>() : ["&out"]]);
        code.Line($"called.done(trts_{method.CName}({call}), {{{string.Join(", ", arguments.Select(argument => argument.Back ?? argument.Shown))}}});");
        if (method.Result is { } result && InterfaceMethod.AnswerOf(result) is { } answer)
        {
            string actual = result.Shape switch
            {
                Shape.Reference => "text_of(static_cast<const void*>(out.native))",
                Shape.Memory or Shape.ConstMemory => "text_of(static_cast<const void*>(out))",
                _ => "text_of(out)",
            };
            code.Line($"called.answered({actual}, {answer});");
        }

        code.Close().Line();
    }

    private GeneratedFile All()
    {
        string[] roots = [.. api.CallbackRoots.Select(api.Objects.ModuleOf)];
        return new GeneratedFile("tests/native/shim/generated/all_interfaces.g.cpp", CodeWriter.ForCpp()
            .Line("#include \"shim/interfaces.h\"").Line().Line("namespace shim_test").Line("{").Line()
            .Lines(roots.Select(root => $"void {root}_interfaces(std::vector<Interface>& all);")).Line()
            .Open("std::vector<Interface> all_interfaces()").Line("std::vector<Interface> all;")
            .Lines(roots.Select(root => $"{root}_interfaces(all);"))
            .Line("return all;").Close().Line().Line("} // namespace shim_test").ToString());
    }
}
