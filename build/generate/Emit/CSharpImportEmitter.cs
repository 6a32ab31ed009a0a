using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit;

/// <summary>src/TensorRTSharp/Interop: imports with their 1:1 wrappers, and handles.</summary>
internal sealed class CSharpImportEmitter(BoundApi api, SinceFile since) : IEmitter
{
    internal const string Folder = "src/TensorRTSharp/Interop";

    private readonly CSharpSpelling _spelling = new(api);

    public IEnumerable<GeneratedFile> Emit()
    {
        IEnumerable<(string Module, string Class)> owned = api.Modules
            .Where(module => module.IsOwned).Select(module => (module.Module, $"{module.Namespace}::{module.ClassName}"))
            .Concat(api.CallbackRoots.Select(root => (api.Objects.ModuleOf(root), $"{root}, implemented by the application")));
        return api.Modules.Where(module => module.Methods.Count > 0).Select(Module)
            .Concat(owned.Select(item => Handle(item.Module, item.Class)));
    }

    private static GeneratedFile Handle(string module, string className)
    {
        string name = Naming.Pascal(module) + "Handle";
        CodeWriter code = CodeWriter.ForCSharp()
            .Line("using System.Runtime.InteropServices;").Line()
            .Line("namespace TensorRTSharp.Interop;").Line()
            .Line($"/// <summary>Owns a native {className}.</summary>")
            .Open($"internal sealed partial class {name} : NativeHandle")
            .Line($"[LibraryImport(NativeMethods.LibraryName)]")
            .Line($"private static partial void trts_{module}_destroy(nint self);").Line()
            .Line("/// <summary>Stands for \"none\": crosses as a null pointer.</summary>")
            .Line($"public static {name} Null {{ get; }} = new();").Line()
            .Line("/// <inheritdoc/>")
            .Line($"protected override void Destroy(nint native) => trts_{module}_destroy(native);")
            .Close();
        return new GeneratedFile($"{Folder}/Handles/{name}.g.cs", code.ToString());
    }

    private GeneratedFile Module(BoundModule module)
    {
        CodeWriter code = CodeWriter.ForCSharp()
            .Line("using System.Runtime.InteropServices;").Line()
            .Line("namespace TensorRTSharp.Interop;").Line()
            .Open("internal static unsafe partial class NativeMethods");
        bool first = true;
        foreach (BoundMethod method in module.Methods)
        {
            code.Lines(first ? [] : [""]);
            first = false;
            Import(code, module, method);
            code.Line();
            new CSharpWrapper(code, _spelling, module, method, since.Describe(method)).Write();
            if (method.Parameters.Any(parameter => parameter.Type.Shape == Shape.ConstMemory && method.LengthOf(parameter) is not null))
            {
                code.Line();
                new CSharpWrapper(code, _spelling, module, method, since.Describe(method), hasPointers: true).Write();
            }
        }

        return new GeneratedFile($"{Folder}/NativeMethods.{module.CSharpStem}.g.cs", code.Close().ToString());
    }

    private void Import(CodeWriter code, BoundModule module, BoundMethod method)
    {
        IEnumerable<string> parameters = [
            (module.IsOwned ? $"{module.CSharpStem}Handle" : "NativeView") + " self",
            .. method.Parameters.Select(parameter => ImportParameter(method, parameter)),
            .. method.Result switch
            {
                null => Array.Empty<string>(),
                { Shape: Shape.Array, Element: { } element } when Spelling.IsObject(element) => ["NativeView* result", "int capacity"],
                { } type => [$"out {_spelling.Crossing(type)} result"],
            }];
        bool hasStrings = method.Parameters.Any(parameter => parameter.Type.Shape == Shape.String);
        code.Line($"[LibraryImport(LibraryName{(hasStrings ? ", StringMarshalling = StringMarshalling.Utf8" : "")})]")
            .Line($"private static partial NativeStatus trts_{method.CName}({string.Join(", ", parameters)});");
    }

    private string ImportParameter(BoundMethod method, BoundParameter parameter)
    {
        string name = parameter.CSharpName;
        return parameter.Type.Shape switch
        {
            Shape.Struct => $"in {_spelling.Value(parameter.Type)} {name}",
            Shape.String => $"string{(parameter.IsNullable ? "?" : "")} {name}",
            Shape.Array when method.IsOut(parameter) => $"out {_spelling.Element(parameter.Type.Element!)} {name}",
            Shape.Array => $"{_spelling.Element(parameter.Type.Element!)}* {name}",
            Shape.ConstMemory when method.LengthOf(parameter) is not null => $"byte* {name}",
            _ => $"{_spelling.Crossing(parameter.Type)} {name}",
        };
    }
}
