using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/include/trtsharp: the C ABI of TensorRT's classes.</summary>
internal sealed class CHeaderEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() =>
        [Handles(), Callbacks(), Umbrella(), .. api.Modules.Select(Module), .. api.Callbacks.Select(CallbackModule)];

    private static GeneratedFile Header(string stem, string purpose, IEnumerable<string> includes, Action<CodeWriter> body)
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
            .Lines(api.Modules.Where(module => module.IsOwned).Select(module => module.Module)
                .Concat(api.Callbacks.Select(callback => callback.Module))
                .Select(name => $"typedef struct trts_{name} trts_{name};"))
            .Line()
            .Line("/* Borrowed: two words, by value. */");
        foreach (BoundModule module in api.Modules.Where(module => !module.IsOwned))
        {
            code.Line($"typedef struct {module.CType}").Line("{").Indent()
                .Line("const trts_api_table* table;").Line("void* native;").Outdent()
                .Line($"}} {module.CType};");
        }
    });

    private GeneratedFile Callbacks() => Header("callbacks", "what an application implements.", ["base.h"], code =>
    {
        foreach (BoundCallbackInterface callback in api.Callbacks)
        {
            code.Line($"/** nvinfer1::{callback.ClassName}. Copied when the object is created; user_data comes last in every call. */")
                .Line($"typedef struct trts_{callback.Module}_callbacks").Line("{").Indent();
            foreach (BoundMethod method in callback.Methods)
            {
                string result = method.Result is null ? "void" : Spelling.TableType(method.Result);
                string parameters = string.Join(", ", method.Parameters.Select(Spelling.TableParameter).Append("void* user_data"));
                code.Line($"/** {method.QualifiedName} */")
                    .Line($"{result}(TRTS_CALL* {Naming.Snake(method.Name)})({parameters});");
            }

            code.Line("void* user_data;").Outdent().Line($"}} trts_{callback.Module}_callbacks;").Line();
        }
    });

    private GeneratedFile Umbrella()
    {
        CodeWriter code = CodeWriter.ForC()
            .Line("/*").Line(" * File:    trtsharp.g.h").Line(" * Purpose: every generated module.").Line(" */")
            .Line("#ifndef TRTSHARP_MODULES_G_H").Line("#define TRTSHARP_MODULES_G_H").Line()
            .Lines(api.Modules.Select(module => module.Module).Concat(api.Callbacks.Select(callback => callback.Module))
                .Select(name => $"#include \"trtsharp/{name}.g.h\""))
            .Line().Line("#endif");
        return new GeneratedFile("native/include/trtsharp/modules.g.h", code.ToString());
    }

    private static GeneratedFile Module(BoundModule module) =>
        Header(module.Module, $"{module.Namespace}::{module.ClassName}.", ["handles.g.h", "status.h"], code =>
        {
            if (module.IsOwned)
            {
                code.Line($"/** Destroys the object; accepts NULL. */")
                    .Line($"TRTS_API_DESTROY {module.CType}_destroy({module.CType}* self);");
            }

            foreach (BoundMethod method in module.Methods)
            {
                code.Line($"/** {module.Namespace}::{method.QualifiedName} */").Line($"TRTS_API {Signature(module, method)};");
            }
        });

    private static GeneratedFile CallbackModule(BoundCallbackInterface callback) =>
        Header(callback.Module, $"nvinfer1::{callback.ClassName}, implemented by the application.",
            ["callbacks.g.h", "handles.g.h", "library.h", "status.h"], code => code
                .Line($"/** An adapter around the application's callbacks. Owned; must outlive every object it is given to. */")
                .Line($"TRTS_API {CallbackCreateSignature(callback.Module)};")
                .Line($"TRTS_API_DESTROY trts_{callback.Module}_destroy(trts_{callback.Module}* self);"));

    internal static string CallbackCreateSignature(string module) =>
        $"trts_{module}_create(trts_library* library, const trts_{module}_callbacks* callbacks, trts_{module}** out)";

    internal static string Signature(BoundModule module, BoundMethod method)
    {
        IEnumerable<string> parameters = [
            module.IsOwned ? $"{module.CType}* self" : $"{module.CType} self",
            .. method.Parameters.Select(Spelling.CParameter),
            .. method.Result is null ? Array.Empty<string>() : [Spelling.COut(method.Result)]];
        return $"trts_{method.CName}({string.Join(", ", parameters)})";
    }
}
