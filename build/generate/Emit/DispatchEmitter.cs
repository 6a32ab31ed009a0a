using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/core/dispatch: the function table and the exported functions that call through it.</summary>
internal sealed class DispatchEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() =>
        [Table(), Handles(), .. api.Modules.GroupBy(module => module.Area).Select(Area), .. api.CallbackRoots.Select(CallbackModule)];

    internal static IEnumerable<string> TableParameters(BoundMethod method) =>
        ["void* self", .. method.Parameters.Select(Spelling.TableParameter),
            .. method.Result is null ? Array.Empty<string>() : [Spelling.TableOut(method.Result)]];

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

        foreach (BoundCallbackInterface callback in api.Callbacks.Where(callback => callback.CanBeCreated))
        {
            code.Line($"// {callback.ClassName}, implemented by the application: adapters")
                .Line($"trts_status (*{callback.Module}_create)(const trts_api_table* table, const {callback.CType}* callbacks, void** out);");
        }

        code.Lines(api.CallbackRoots.Select(root => $"void (*{api.Objects.ModuleOf(root)}_destroy)(void* self);"))
            .Outdent().Line("};").Line().Line("} // namespace trts");
        return new GeneratedFile("native/core/dispatch/tensorrt_methods.g.h", code.ToString());
    }

    private GeneratedFile Handles() => new("native/core/dispatch/handles.g.h", CodeWriter.ForCpp()
        .Line("#pragma once").Line()
        .Line("#include \"core/dispatch/handle.h\"").Line("#include \"trtsharp/handles.g.h\"").Line()
        .Lines(api.OwnedModules().Select(name => $"TRTS_DEFINE_HANDLE({name})"))
        .ToString());

    private static CodeWriter Source(IEnumerable<string> modules) => CodeWriter.ForCpp()
        .Lines(modules.Select(module => $"#include \"trtsharp/{module}.g.h\"")).Line()
        .Line("#include \"core/dispatch/dispatch.h\"").Line("#include \"core/dispatch/handles.g.h\"");

    private static GeneratedFile Area(IGrouping<string, BoundModule> area)
    {
        CodeWriter code = Source(area.Select(module => module.Module));
        if (area.SelectMany(module => module.Methods).Any(method => method.Decision is { Before: not null } or { Instead: not null }))
        {
            code.Line("#include \"core/dispatch/before_calls.h\"");
        }

        code.Line().Line("using namespace trts;").Line();
        foreach (BoundModule module in area)
        {
            if (module.IsOwned)
            {
                code.Open($"void {module.CType}_destroy({module.CType}* self)").Line("destroy_handle(self);").Close().Line();
            }

            foreach (BoundMethod method in module.Methods)
            {
                DispatchFunction.Write(code, module, method);
            }
        }

        return new GeneratedFile($"native/core/dispatch/{area.Key}.g.cpp", code.ToString());
    }

    private GeneratedFile CallbackModule(string root)
    {
        string module = api.Objects.ModuleOf(root);
        CodeWriter code = Source([module]).Line("#include \"core/dispatch/library.h\"").Line().Line("using namespace trts;").Line();
        foreach (BoundCallbackInterface callback in api.Callbacks.Where(item => item.Root == root && item.CanBeCreated))
        {
            code.Open($"trts_status {CHeaderEmitter.CallbackCreateSignature(callback)}")
                .Line("return guard([&]() -> trts_status {").Indent()
                .Line("require_out(out, \"out\");")
                .Line("require_argument(callbacks, \"callbacks\");")
                .Line("Library& opened = require_library(library);")
                .Lines(callback.Methods.Where(callback.IsRequired)
                    .Select(method => $"require_argument(callbacks->{method.LocalName}, \"callbacks->{method.LocalName}\");"))
                .Line($"const auto create = implemented(opened.table->{callback.Module}_create, *opened.table, \"{callback.ClassName}\");")
                .Line($"auto handle = new_handle<trts_{module}>(&opened, nullptr);")
                .Line("void* native = nullptr;")
                .Line("const trts_status status = create(opened.table, callbacks, &native);")
                .Line("return status == TRTS_OK ? publish(std::move(handle), native, out) : status;")
                .Outdent().Line("});").Close().Line();
        }

        code.Open($"void trts_{module}_destroy(trts_{module}* self)").Line("destroy_handle(self);").Close().Line()
            .Open($"trts_status {CHeaderEmitter.ReferenceSignature(module)}")
            .Line("return guard([&]() -> trts_status {").Indent()
            .Line("require_handle(self, \"self\");").Line("require_out(out, \"out\");")
            .Line("*out = {self->table, self->native};").Line("return TRTS_OK;")
            .Outdent().Line("});").Close();
        if (api.Decisions.Application.HandedOver.Contains(root))
        {
            code.Line().Open($"trts_status {CHeaderEmitter.DetachSignature(module)}")
                .Line("return guard([&]() -> trts_status {").Indent()
                .Line("require_handle(self, \"self\");").Line("require_out(out, \"out\");")
                .Line("*out = detach_handle(self);").Line("return TRTS_OK;")
                .Outdent().Line("});").Close();
        }

        return new GeneratedFile($"native/core/dispatch/{module}.g.cpp", code.ToString());
    }
}
