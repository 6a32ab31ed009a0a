using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/include/trtsharp: the C ABI of TensorRT's classes.</summary>
internal sealed class CHeaderEmitter(BoundApi api, SinceFile since) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() =>
        [Handles(), Callbacks(), Umbrella(), .. api.Modules.Select(Module), .. api.CallbackRoots.Select(CallbackModule)];

    internal static GeneratedFile Header(string stem, string purpose, IEnumerable<string> includes, Action<CodeWriter> body)
    {
        string guard = $"TRTSHARP_{stem.ToUpperInvariant()}_G_H";
        CodeWriter code = CodeWriter.ForC()
            .Line("/*")
            .Line($" * File:    trtsharp/{stem}.g.h")
            .Line($" * Purpose: {purpose}")
            .Line(" */")
            .Line($"#ifndef {guard}")
            .Line($"#define {guard}")
            .Line()
            .Lines(includes.Select(include => $"#include \"trtsharp/{include}\""))
            .Line()
            .Line("TRTS_EXTERN_C_BEGIN")
            .Line();
        body(code);
        code.Line().Line("TRTS_EXTERN_C_END").Line().Line("#endif");
        return new GeneratedFile($"native/include/trtsharp/{stem}.g.h", code.ToString());
    }

    private GeneratedFile Handles() => Header("handles", "the object types of TensorRT's classes.", ["base.h"], code =>
    {
        code.Line("/* Owned: opaque, destroyed by trts_<name>_destroy. */")
            .Lines(api.OwnedModules().Select(name => $"typedef struct trts_{name} trts_{name};"))
            .Line()
            .Line("/* Borrowed: two words, by value. */");
        foreach (string view in api.Modules.Where(module => !module.IsOwned && module.Class.Module == module.Class.ViewModule)
            .Select(module => module.Module).Concat(api.ReferenceRoots.Select(root => $"{api.Objects.ModuleOf(root)}_ref")).Distinct())
        {
            code.Line($"typedef struct trts_{view}").Line("{").Indent()
                .Line("const trts_api_table* table;").Line("void* native;").Outdent()
                .Line($"}} trts_{view};");
        }
    });

    private GeneratedFile Callbacks() => Header("callbacks", "what an application implements.", ["handles.g.h", "structs.g.h"], code =>
    {
        code.Line("/*")
            .Line(" * Copied when the object is created. user_data comes last in every call. A function that NVIDIA gives a default for")
            .Line(" * may be NULL. released, which may be NULL, is called once, when nothing will be called any more.")
            .Line(" * Objects that a function gives back are native pointers, as trts_<name>_detach gives them.")
            .Line(" */")
            .Line();
        foreach (BoundCallbackInterface callback in api.Callbacks.Where(callback => callback.CanBeCreated))
        {
            code.Line($"/** {callback.Namespace}::{callback.ClassName} */")
                .Line($"typedef struct {callback.CType}").Line("{").Indent();
            foreach (BoundMethod method in callback.Methods)
            {
                string parameters = string.Join(", ", Spelling.CallbackParameters(method).Append("void* user_data"));
                code.Line($"/** {method.QualifiedName}{(callback.IsRequired(method) ? "" : "; may be NULL")} */")
                    .Line($"{Spelling.CallbackResult(method.Result)}(TRTS_CALL* {method.LocalName})({parameters});");
            }

            code.Line("void(TRTS_CALL* released)(void* user_data);").Line("void* user_data;").Outdent().Line($"}} {callback.CType};").Line();
        }
    });

    private GeneratedFile Umbrella()
    {
        CodeWriter code = CodeWriter.ForC()
            .Line("/*").Line(" * File:    trtsharp/modules.g.h").Line(" * Purpose: every generated module.").Line(" */")
            .Line("#ifndef TRTSHARP_MODULES_G_H").Line("#define TRTSHARP_MODULES_G_H").Line()
            .Line("#include \"trtsharp/enums.g.h\"")
            .Lines(api.Modules.Select(module => module.Module).Concat(api.CallbackRoots.Select(api.Objects.ModuleOf))
                .Select(name => $"#include \"trtsharp/{name}.g.h\""))
            .Line().Line("#endif");
        return new GeneratedFile("native/include/trtsharp/modules.g.h", code.ToString());
    }

    private GeneratedFile Module(BoundModule module) =>
        Header(module.Module, $"{module.Namespace}::{module.ClassName}.", ["handles.g.h", "structs.g.h", "status.h"], code =>
        {
            if (module.IsOwned)
            {
                code.Line($"/** Destroys the object; accepts NULL. A handle that a get function gave does not own its object. */")
                    .Line($"TRTS_API_DESTROY {module.CType}_destroy({module.CType}* self);");
            }

            foreach (BoundMethod method in module.Methods)
            {
                code.Line($"/** {module.Namespace}::{method.QualifiedName} ({since.Describe(method)}) */")
                    .Line($"TRTS_API {Signature(module, method)};");
            }
        });

    private GeneratedFile CallbackModule(string root)
    {
        string module = api.Objects.ModuleOf(root);
        return Header(module, $"nvinfer1::{root}, implemented by the application.",
            ["callbacks.g.h", "handles.g.h", "library.h", "status.h"], code =>
            {
                foreach (BoundCallbackInterface callback in api.Callbacks.Where(item => item.Root == root && item.CanBeCreated))
                {
                    code.Line($"/** A {callback.ClassName} over the application's callbacks. Owned; must outlive every object it is given to. */")
                        .Line($"TRTS_API {CallbackCreateSignature(callback)};");
                }

                code.Line($"TRTS_API_DESTROY trts_{module}_destroy(trts_{module}* self);")
                    .Line("/** The object as functions give it back, to tell it from others. */")
                    .Line($"TRTS_API {ReferenceSignature(module)};");
                if (api.Decisions.Application.HandedOver.Contains(root))
                {
                    code.Line("/** Gives up the handle, without the object: for a callback that must give TensorRT one to keep. */")
                        .Line($"TRTS_API {DetachSignature(module)};");
                }
            });
    }

    internal static string CallbackCreateSignature(BoundCallbackInterface callback) =>
        $"trts_{callback.Module}_create(trts_library* library, const {callback.CType}* callbacks, trts_{callback.RootModule}** out)";

    internal static string ReferenceSignature(string module) => $"trts_{module}_get_ref(trts_{module}* self, trts_{module}_ref* out)";

    internal static string DetachSignature(string module) => $"trts_{module}_detach(trts_{module}* self, void** out)";

    internal static string Signature(BoundModule module, BoundMethod method)
    {
        IEnumerable<string> parameters = [
            module.IsOwned ? $"{module.CType}* self" : $"{module.CType} self",
            .. method.Parameters.Select(Spelling.CParameter),
            .. Out(method.Result)];
        return $"trts_{method.CName}({string.Join(", ", parameters)})";
    }

    /// <summary>An array of objects is copied to the caller's, as far as that goes.</summary>
    private static IEnumerable<string> Out(BoundType? result) => result switch
    {
        null => [],
        { Shape: Shape.Array, Element: { } element } when Spelling.IsObject(element) =>
            [$"{Spelling.CType(element)}* out", "int32_t capacity"],
        _ => [Spelling.COut(result)],
    };
}
