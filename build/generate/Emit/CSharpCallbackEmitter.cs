using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>
/// src/TensorRTSharp/Interop/Callbacks: for each interface that an application implements the struct of function
/// pointers, and an abstract class whose methods they call. No exception passes to native code.
/// </summary>
internal sealed class CSharpCallbackEmitter(BoundApi api) : IEmitter
{
    private readonly CSharpSpelling _spelling = new(api);

    public IEnumerable<GeneratedFile> Emit() => api.Callbacks.Where(callback => callback.CanBeCreated).Select(Callback);

    private GeneratedFile Callback(BoundCallbackInterface callback)
    {
        CodeWriter code = CodeWriter.ForCSharp()
            .Line("using System.Runtime.CompilerServices;").Line("using System.Runtime.InteropServices;").Line()
            .Line("namespace TensorRTSharp.Interop;").Line();
        Struct(code, callback);
        Class(code, callback);
        return new GeneratedFile($"{CSharpImportEmitter.Folder}/Callbacks/{callback.CSharpStem}Callback.g.cs", code.ToString());
    }

    private void Struct(CodeWriter code, BoundCallbackInterface callback)
    {
        code.Line($"/// <summary><c>{callback.CType}</c></summary>")
            .Line("[StructLayout(LayoutKind.Sequential)]")
            .Open($"internal unsafe struct {callback.CSharpStem}Callbacks");
        foreach (BoundMethod method in callback.Methods)
        {
            IEnumerable<string> types = Parameters(method).Select(parameter => parameter.Type).Concat(["void*", _spelling.UnmanagedResult(method.Result)]);
            code.Line($"internal delegate* unmanaged[Cdecl]<{string.Join(", ", types)}> {method.CSharpName};");
        }

        code.Line("internal delegate* unmanaged[Cdecl]<void*, void> Released;").Line("internal void* UserData;").Close().Line();
    }

    private void Class(CodeWriter code, BoundCallbackInterface callback)
    {
        string name = $"{callback.CSharpStem}Callback";
        string handle = $"{Naming.Pascal(callback.RootModule)}Handle";
        bool isHandedOver = api.Decisions.Application.HandedOver.Contains(callback.Root);
        code.Line($"/// <summary>{callback.Namespace}::{callback.ClassName}, answered by managed code, from whatever thread it is asked.</summary>")
            .Open($"internal abstract unsafe partial class {name} : NativeCallback")
            .Line("[LibraryImport(NativeMethods.LibraryName)]")
            .Line($"private static partial NativeStatus trts_{callback.Module}_create(")
            .Line($"    LibraryPointer library, in {callback.CSharpStem}Callbacks callbacks, out {handle} created);").Line();
        code.Line("[LibraryImport(NativeMethods.LibraryName)]")
            .Line($"private static partial NativeStatus trts_{callback.RootModule}_get_ref({handle} self, out NativeView result);").Line();
        Create(code, callback, handle, isHandedOver);
        if (isHandedOver)
        {
            Detach(code, callback, handle);
        }

        foreach (BoundMethod method in callback.Methods)
        {
            Declaration(code, callback, method);
        }

        foreach (BoundMethod method in callback.Methods)
        {
            Thunk(code, name, method);
        }

        if (isHandedOver)
        {
            code.Line("[UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]")
                .Line("private static void ReleasedThunk(void* userData) => UserData.FreeAt((nint)userData);").Line();
        }

        code.Line($"private static {name} From(void* userData) => UserData.From<{name}>((nint)userData);").Close();
    }

    private static void Create(CodeWriter code, BoundCallbackInterface callback, string handle, bool isHandedOver)
    {
        code.Line("/// <summary>The native object that calls this one; it keeps it until it is gone.</summary>")
            .Open($"internal {handle} Create(LibraryPointer library)")
            .Line($"UserData userData = Pin(out {callback.CSharpStem}Callbacks callbacks);")
            .Line($"NativeStatus status = trts_{callback.Module}_create(library, in callbacks, out {handle} created);")
            .Line($"created = NativeMethods.OwnCreated(status, created, userData, isFreedByNative: {(isHandedOver ? "true" : "false")});")
            .Line($"trts_{callback.RootModule}_get_ref(created, out NativeView native).ThrowIfFailed();")
            .Line("Register(native);")
            .Line("return created;")
            .Close().Line()
            .Line("/// <summary>The functions, and the user data that must live as long as they may be called.</summary>")
            .Open($"internal UserData Pin(out {callback.CSharpStem}Callbacks callbacks)")
            .Line("UserData userData = UserData.Of(this);")
            .Line($"callbacks = new {callback.CSharpStem}Callbacks {{ UserData = (void*)userData.Pointer }};");
        foreach (BoundMethod method in callback.Methods)
        {
            string name = method.CSharpName;
            if (callback.IsRequired(method))
            {
                code.Line($"callbacks.{name} = &{name}Thunk;");
            }
            else
            {
                code.Open($"if (Has{name})").Line($"callbacks.{name} = &{name}Thunk;").Close().Line();
            }
        }

        code.Lines(isHandedOver ? ["callbacks.Released = &ReleasedThunk;"] : []).Line("return userData;").Close().Line();
    }

    private static void Detach(CodeWriter code, BoundCallbackInterface callback, string handle) => code
        .Line("[LibraryImport(NativeMethods.LibraryName)]")
        .Line($"private static partial NativeStatus trts_{callback.RootModule}_detach({handle} self, out nint result);").Line()
        .Line("/// <summary>Gives up the handle, without the object: TensorRT keeps that, and destroys it.</summary>")
        .Open($"internal static nint Detach({handle} handle)")
        .Line($"trts_{callback.RootModule}_detach(handle, out nint native).ThrowIfFailed();")
        .Line("handle.GiveUp();").Line("return native;").Close().Line();

    private void Declaration(CodeWriter code, BoundCallbackInterface callback, BoundMethod method)
    {
        string name = method.CSharpName;
        string parameters = string.Join(", ", ManagedParameters(_spelling, method).Select(parameter => $"{parameter.Type} {parameter.Name}"));
        string result = method.Result is null ? "void" : ManagedResult(_spelling, method.Result);
        code.Line($"/// <summary>{method.QualifiedName.Replace("&", "&amp;", StringComparison.Ordinal)}</summary>");
        if (callback.IsRequired(method))
        {
            code.Line($"protected abstract {result} {name}({parameters});").Line();
        }
        else
        {
            code.Line($"protected virtual {result} {name}({parameters}) => throw new NotSupportedException();").Line()
                .Line($"/// <summary>Is {name} answered here, and not by TensorRT's default?</summary>")
                .Line($"protected virtual bool Has{name} => false;").Line();
        }
    }

    private void Thunk(CodeWriter code, string className, BoundMethod method)
    {
        string name = method.CSharpName;
        string parameters = string.Join(", ", Parameters(method).Select(parameter => $"{parameter.Type} {parameter.Name}").Append("void* userData"));
        string call = $"self.{name}({string.Join(", ", method.Parameters.Select(Argument))})";
        code.Line("[UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]")
            .Open($"private static {_spelling.UnmanagedResult(method.Result)} {name}Thunk({parameters})")
            .Line($"{className} self = From(userData);")
            .Open("try")
            .Line(method.Result?.Shape switch
            {
                null => $"{call};",
                Shape.Struct => $"*result = {call};",
                Shape.Truth => $"return {call} ? 1 : 0;",
                _ => $"return {call};",
            })
            .Close().Open("catch (Exception exception)")
            .Line("self.Fail(exception);")
            .Lines(method.Result?.Shape switch
            {
                null => [],
                Shape.Struct => ["*result = default;"],
                _ => [$"return {method.Decision.OnException ?? FailureValue(method.Result!)};"],
            })
            .Close().Close().Line();
    }

    /// <summary>What TensorRT takes for a failure, unless binding.json says otherwise.</summary>
    private static string FailureValue(BoundType result) => result.Shape switch
    {
        Shape.Int32 or Shape.Int64 => "-1",
        Shape.Truth or Shape.UInt32 or Shape.UInt64 or Shape.Size or Shape.Mask or Shape.Float or Shape.Double => "0",
        Shape.Enum => "default",
        _ => "null",
    };

    /// <summary>As native code passes them, with the place for a struct that is given back.</summary>
    private IEnumerable<(string Type, string Name)> Parameters(BoundMethod method) => method.Parameters
        .Select(parameter => (_spelling.Unmanaged(parameter.Type), parameter.CSharpName))
        .Concat(method.Result is { Shape: Shape.Struct } result ? [(_spelling.Unmanaged(result), "result")] : []);

    internal static IEnumerable<(string Type, string Name)> ManagedParameters(CSharpSpelling spelling, BoundMethod method) => method.Parameters.Select(
        parameter => (parameter.Type.Shape == Shape.Truth ? "bool" : spelling.Unmanaged(parameter.Type), parameter.CSharpName));

    internal static string ManagedResult(CSharpSpelling spelling, BoundType result) => result.Shape switch
    {
        Shape.Truth => "bool",
        Shape.Struct => spelling.Value(result),
        _ => spelling.UnmanagedResult(result),
    };

    private static string Argument(BoundParameter parameter) =>
        parameter.Type.Shape == Shape.Truth ? $"{parameter.CSharpName} != 0" : parameter.CSharpName;
}
