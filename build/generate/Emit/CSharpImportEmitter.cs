using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>src/TensorRTSharp/Interop: imports with their 1:1 wrappers, and handles.</summary>
internal sealed class CSharpImportEmitter(BoundApi api) : IEmitter
{
    private const string Folder = "src/TensorRTSharp/Interop";

    public IEnumerable<GeneratedFile> Emit()
    {
        IEnumerable<(string Module, string Class)> owned = api.Modules
            .Where(module => module.IsOwned).Select(module => (module.Module, "nvinfer1::" + module.ClassName))
            .Concat(api.Callbacks.Select(callback => (callback.Module, "nvinfer1::" + callback.ClassName)));
        return api.Modules.Select(Module).Concat(owned.Select(item => Handle(item.Module, item.Class)));
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
            .Open("internal static partial class NativeMethods");
        bool first = true;
        foreach (BoundMethod method in module.Methods)
        {
            if (!first)
            {
                code.Line();
            }

            first = false;
            Import(code, module, method);
            code.Line();
            Wrapper(code, module, method);
        }

        return new GeneratedFile($"{Folder}/NativeMethods.{module.CSharpStem}.g.cs", code.Close().ToString());
    }

    private void Import(CodeWriter code, BoundModule module, BoundMethod method)
    {
        IEnumerable<string> parameters = [
            (module.IsOwned ? $"{module.CSharpStem}Handle" : "NativeView") + " self",
            .. method.Parameters.Select(parameter => ImportParameter(method, parameter)),
            .. method.Result is null ? Array.Empty<string>() : [$"out {ImportType(method.Result)} value"]];
        bool hasStrings = method.Parameters.Any(parameter => parameter.Type.Shape == Shape.String);
        code.Line($"[LibraryImport(LibraryName{(hasStrings ? ", StringMarshalling = StringMarshalling.Utf8" : "")})]")
            .Line($"private static partial NativeStatus trts_{method.CName}({string.Join(", ", parameters)});");
    }

    /// <summary>Blittable, or marshalled by the source generator: truth values and strings cross as what C knows.</summary>
    private string ImportType(BoundType type) => type.Shape switch
    {
        Shape.Truth => "int",
        Shape.String => "nint",
        _ => Spelling.CSharpType(type, EnumName),
    };

    private string ImportParameter(BoundMethod method, BoundParameter parameter)
    {
        string name = parameter.CSharpName;
        if (method.Decision.Spans.ContainsKey(parameter.Name))
        {
            return $"ReadOnlySpan<{SpanElement(parameter)}> {name}";
        }

        return parameter.Type.Shape switch
        {
            Shape.Dims => $"in NativeDims {name}",
            Shape.Truth => $"int {name}",
            Shape.String => $"string{(parameter.IsNullable ? "?" : "")} {name}",
            _ => $"{Spelling.CSharpType(parameter.Type, EnumName)} {name}",
        };
    }

    private static string SpanElement(BoundParameter parameter) => parameter.Type.Shape == Shape.Int64Array ? "long" : "byte";

    private string EnumName(string qualifiedName) =>
        api.Enums.Single(item => item.QualifiedName == qualifiedName).CSharpName;

    private void Wrapper(CodeWriter code, BoundModule module, BoundMethod method)
    {
        List<BoundParameter> parameters = [.. method.Parameters.Where(parameter => !method.Decision.Spans.Values.Contains(parameter.Name))];
        string result = method.Result switch
        {
            null => "void",
            { Shape: Shape.String } => "string?",
            { } type => Spelling.CSharpType(type, EnumName),
        };
        string name = module.CSharpStem + char.ToUpperInvariant(method.Name[0]) + method.Name[1..];
        string signature = string.Join(", ", parameters.Select(parameter => WrapperParameter(method, parameter))
            .Prepend((module.IsOwned ? $"{module.CSharpStem}Handle" : "BorrowedRef") + " self"));
        code.Line($"/// <summary>{module.Namespace}::{method.QualifiedName}</summary>")
            .Open($"internal static {result} {name}({signature})");

        // What is held while the call runs: the owners of views, and the receiver until its new child holds it.
        bool holdsSelf = !module.IsOwned || method.Result?.Shape == Shape.Owned;
        List<string> held = [.. holdsSelf ? ["self"] : Array.Empty<string>(),
            .. parameters.Where(parameter => parameter.Type.Shape == Shape.Borrowed).Select(parameter => parameter.CSharpName)];
        string arguments = string.Join(", ", [module.IsOwned ? "self" : "self.View",
            .. method.Parameters.Select(parameter => Argument(method, parameter)),
            .. method.Result is null ? Array.Empty<string>() : [$"out {ImportType(method.Result)} value"]]);
        if (held.Count == 0)
        {
            Call(code, method, arguments);
        }
        else
        {
            code.Lines(held.Select(view => $"bool {Held(view)} = false;"))
                .Open("try")
                .Lines(held.Select(view => $"{view}.DangerousAddRef(ref {Held(view)});"));
            Call(code, method, arguments);
            code.Close().Open("finally");
            foreach (string view in held)
            {
                code.Open($"if ({Held(view)})").Line($"{view}.DangerousRelease();").Close();
            }

            code.Close();
        }

        code.Close();
    }

    private static string Held(string view) => view.TrimStart('@') + "Held";

    private static void Call(CodeWriter code, BoundMethod method, string arguments)
    {
        code.Line($"trts_{method.CName}({arguments}).ThrowIfFailed();");
        switch (method.Result?.Shape)
        {
            case null:
                break;
            case Shape.Owned:
                code.Line("value.SetParent(self);").Line("return value;");
                break;
            case Shape.Truth:
                code.Line("return value != 0;");
                break;
            case Shape.String:
                code.Line("return Marshal.PtrToStringUTF8(value);");
                break;
            default:
                code.Line("return value;");
                break;
        }
    }

    private string WrapperParameter(BoundMethod method, BoundParameter parameter) => parameter.Type.Shape switch
    {
        _ when method.Decision.Spans.ContainsKey(parameter.Name) => ImportParameter(method, parameter),
        Shape.Truth => $"bool {parameter.CSharpName}",
        Shape.Borrowed => $"BorrowedRef {parameter.CSharpName}",
        Shape.Owned or Shape.Callback when parameter.IsNullable =>
            $"{Naming.Pascal(parameter.Type.Module!)}Handle? {parameter.CSharpName}",
        _ => ImportParameter(method, parameter),
    };

    private static string Argument(BoundMethod method, BoundParameter parameter)
    {
        string? spanOfLength = method.Decision.Spans.FirstOrDefault(entry => entry.Value == parameter.Name).Key;
        return parameter.Type.Shape switch
        {
            _ when spanOfLength is not null => $"{Naming.Camel(spanOfLength)}.Length",
            Shape.Truth => $"{parameter.CSharpName} ? 1 : 0",
            Shape.Borrowed => $"{parameter.CSharpName}.View",
            Shape.Owned or Shape.Callback when parameter.IsNullable =>
                $"{parameter.CSharpName} ?? {Naming.Pascal(parameter.Type.Module!)}Handle.Null",
            Shape.Dims => $"in {parameter.CSharpName}",
            _ => parameter.CSharpName,
        };
    }
}
