using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/core/dispatch: the function table and the exported functions that call through it.</summary>
internal sealed class DispatchEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() =>
        [Table(), Handles(), .. api.Modules.Select(Module), .. api.Callbacks.Select(CallbackModule)];

    private GeneratedFile Table()
    {
        CodeWriter code = CodeWriter.ForCpp()
            .Line("#pragma once").Line()
            .Line("#include <stdint.h>").Line()
            .Line("#include \"trtsharp/callbacks.g.h\"").Line("#include \"trtsharp/status.h\"").Line()
            .Line("namespace trts").Line("{").Line()
            .Line("/// TensorRT's methods, over a backend's own objects.")
            .Line("struct TensorRTMethods").Line("{").Indent();
        foreach (BoundModule module in api.Modules)
        {
            code.Line($"// {module.ClassName}");
            if (module.IsOwned)
            {
                code.Line($"void (*{module.Module}_destroy)(void* self);");
            }

            code.Lines(module.Methods.Select(method => $"trts_status (*{method.CName})({string.Join(", ", TableParameters(method))});"));
            code.Line();
        }

        foreach (BoundCallbackInterface callback in api.Callbacks)
        {
            code.Line($"// {callback.ClassName}, implemented by the application: adapters")
                .Line($"trts_status (*{callback.Module}_create)(const trts_{callback.Module}_callbacks* callbacks, void** out);")
                .Line($"void (*{callback.Module}_destroy)(void* self);").Line();
        }

        code.Outdent().Line("};").Line().Line("} // namespace trts");
        return new GeneratedFile("native/core/dispatch/tensorrt_methods.g.h", code.ToString());
    }

    internal static IEnumerable<string> TableParameters(BoundMethod method) =>
        ["void* self", .. method.Parameters.Select(Spelling.TableParameter),
            .. method.Result is null ? Array.Empty<string>() : [Spelling.TableOut(method.Result)]];

    private GeneratedFile Handles() => new("native/core/dispatch/handles.g.h", CodeWriter.ForCpp()
        .Line("#pragma once").Line()
        .Line("#include \"core/dispatch/handle.h\"").Line("#include \"trtsharp/handles.g.h\"").Line()
        .Lines(api.Modules.Where(module => module.IsOwned).Select(module => module.Module)
            .Concat(api.Callbacks.Select(callback => callback.Module))
            .Select(name => $"TRTS_DEFINE_HANDLE({name})"))
        .ToString());

    private static CodeWriter Source(string module) => CodeWriter.ForCpp()
        .Line($"#include \"trtsharp/{module}.g.h\"").Line()
        .Line("#include \"core/dispatch/dispatch.h\"").Line("#include \"core/dispatch/handles.g.h\"").Line()
        .Line("using namespace trts;").Line();

    private GeneratedFile Module(BoundModule module)
    {
        CodeWriter code = Source(module.Module);

        // The destroy functions of builder and runtime give back a logger as well: they are written by hand.
        if (module.IsOwned && module.Module is not ("builder" or "runtime"))
        {
            code.Open($"void {module.CType}_destroy({module.CType}* self)").Line("destroy_handle(self);").Close().Line();
        }

        foreach (BoundMethod method in module.Methods)
        {
            Function(code, module, method);
        }

        return new GeneratedFile($"native/core/dispatch/{module.Module}.g.cpp", code.ToString());
    }

    private static void Function(CodeWriter code, BoundModule module, BoundMethod method)
    {
        string access = module.IsOwned ? "self->" : "self.";
        string table = access + "table";
        code.Open($"trts_status {CHeaderEmitter.Signature(module, method)}")
            .Line(module.IsOwned ? "return guard_on(self, [&]() -> trts_status {" : "return guard([&]() -> trts_status {").Indent()
            .Line(module.IsOwned ? "require_handle(self, \"self\");" : "require_view(self, \"self\");")
            .Lines(module.IsOwned ? ["const LogTarget target(self->logger);"] : []);
        if (method.Result is not null)
        {
            code.Line("require_out(out, \"out\");");
        }

        foreach (BoundParameter parameter in method.Parameters.Where(NeedsCheck))
        {
            code.Line($"require_argument({parameter.CName}, \"{parameter.CName}\");");
        }

        code.Line($"const auto method = implemented({table}->{method.CName}, *{table}, \"{method.QualifiedName}\");");
        string arguments = string.Join(", ", [access + "native", .. method.Parameters.Select(parameter => Argument(parameter, table))]);
        switch (method.Result?.Shape)
        {
            case Shape.Owned:
                code.Line($"auto handle = new_handle<trts_{method.Result.Module}>(self->library, self->logger);")
                    .Line("void* native = nullptr;")
                    .Line($"const trts_status status = method({arguments}, &native);")
                    .Line("return status == TRTS_OK ? publish(std::move(handle), native, out) : status;");
                break;
            case Shape.Borrowed:
                code.Line("void* native = nullptr;")
                    .Line($"const trts_status status = method({arguments}, &native);")
                    .Line("if (status == TRTS_OK)").Line("{").Indent()
                    .Line($"*out = {{{table}, native}};").Outdent().Line("}")
                    .Line("return status;");
                break;
            default:
                code.Line($"return method({arguments}{(method.Result is null ? "" : ", out")});");
                break;
        }

        code.Outdent().Line("});").Close().Line();
    }

    /// <summary>Strings, dimensions and arrays of values may not be null unless it is said that they may.</summary>
    private static bool NeedsCheck(BoundParameter parameter) =>
        !parameter.IsNullable && parameter.Type.Shape is (Shape.String or Shape.Dims);

    private static string Argument(BoundParameter parameter, string table) => parameter.Type.Shape switch
    {
        Shape.Owned or Shape.Callback when parameter.IsNullable => $"native_or_null({table}, {parameter.CName}, \"{parameter.CName}\")",
        Shape.Owned or Shape.Callback => $"native_of({table}, {parameter.CName}, \"{parameter.CName}\")",
        Shape.Borrowed => $"native_of_view({table}, {parameter.CName}, \"{parameter.CName}\")",
        _ => parameter.CName,
    };

    private static GeneratedFile CallbackModule(BoundCallbackInterface callback)
    {
        string module = callback.Module;
        CodeWriter code = CodeWriter.ForCpp()
            .Line($"#include \"trtsharp/{module}.g.h\"").Line()
            .Line("#include \"core/dispatch/dispatch.h\"").Line("#include \"core/dispatch/handles.g.h\"")
            .Line("#include \"core/dispatch/library.h\"").Line()
            .Line("using namespace trts;").Line()
            .Open($"trts_status {CHeaderEmitter.CallbackCreateSignature(module)}")
            .Line("return guard([&]() -> trts_status {").Indent()
            .Line("require_out(out, \"out\");")
            .Line("require_argument(callbacks, \"callbacks\");")
            .Line("Library& opened = require_library(library);");
        foreach (BoundMethod method in callback.Methods)
        {
            code.Line($"require_argument(callbacks->{Naming.Snake(method.Name)}, \"callbacks->{Naming.Snake(method.Name)}\");");
        }

        code.Line($"const auto create = implemented(opened.table->{module}_create, *opened.table, \"{callback.ClassName}\");")
            .Line($"auto handle = new_handle<trts_{module}>(&opened, nullptr);")
            .Line("void* native = nullptr;")
            .Line("const trts_status status = create(callbacks, &native);")
            .Line("return status == TRTS_OK ? publish(std::move(handle), native, out) : status;")
            .Outdent().Line("});").Close().Line()
            .Open($"void trts_{module}_destroy(trts_{module}* self)").Line("destroy_handle(self);").Close();
        return new GeneratedFile($"native/core/dispatch/{module}.g.cpp", code.ToString());
    }
}
