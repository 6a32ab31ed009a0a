using System.Globalization;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>Calls every method of an object of the application's once, with arguments that differ from each other.</summary>
internal sealed class DoubleCallbackText(DoubleFacts facts)
{
    /// <summary>How many elements each array has.</summary>
    private const string ArrayLength = "2";

    /// <summary>How many bytes memory is said to have.</summary>
    private const string ByteCount = "16";

    private readonly DoubleAnswers _answers = new(facts);

    public string Source()
    {
        CodeWriter code = DoubleEmitter.Source("core/callbacks.h", "family/samples.h", "family/text.h", "objects.g.h")
            .Line("namespace").Line("{").Line();
        foreach (ApiClass item in facts.Interfaces)
        {
            code.Open($"void call_back(nv::{item.QualifiedName}& object)");
            foreach ((ApiClass owner, ApiMethod method) in Callable(item))
            {
                Call(code, owner, method);
            }

            code.Close().Line();
        }

        code.Line("} // namespace").Line().Open("int32_t call_back_by_name(std::string_view name, void* object)");
        foreach (ApiClass item in facts.Interfaces)
        {
            string count = Callable(item).Count().ToString(CultureInfo.InvariantCulture);
            code.Line($"if (name == \"{NameOf(item)}\") return call_back(*static_cast<nv::{item.QualifiedName}*>(object)), {count};");
        }

        return DoubleEmitter.End(code.Line("return -1;").Close().Line());
    }

    /// <summary>What destroys the object comes last.</summary>
    private IEnumerable<(ApiClass Class, ApiMethod Method)> Callable(ApiClass item) =>
        facts.VirtualMethods(item).Where(entry => entry.Method.Access == Access.Public).OrderBy(entry => entry.Method.Name == "destroy");

    /// <summary>IPluginV3OneBuild has a second version: IPluginV3OneBuildV2.</summary>
    private static string NameOf(ApiClass item) => item.Namespace.EndsWith("v_2_0", StringComparison.Ordinal) ? item.Name + "V2" : item.Name;

    private void Call(CodeWriter code, ApiClass owner, ApiMethod method)
    {
        string[] names = [.. method.Parameters.Select((_, index) => DoubleParameters.NameOf(method, index))];
        string call = $"static_cast<nv::{owner.QualifiedName}&>(object).{method.Name}({string.Join(", ", names)})";
        string filled = string.Concat(method.Parameters.Select((parameter, index) => (parameter, index))
            .Where(entry => DoubleParameters.IsWritable(entry.parameter.Type) || entry.parameter.Name == "destination")
            .Select(entry => $" + \" {names[entry.index]}=\" + text_of({Written(method, entry.index)})"));
        bool isVoid = method.Returns is { Kind: TypeKind.Void, Indirection: Indirection.Value };
        code.Line("{").Indent()
            .Lines(method.Parameters.Select((_, index) => Variable(method, index)))
            .Line($"called_back(\"{facts.PublicName(owner, method)}\", arguments({string.Join(", ", names.Select((_, index) => Shown(method, index)))}), [&] {{").Indent()
            .Line(isVoid ? $"{call};" : $"const auto answer = {call};")
            .Line($"return {(isVoid ? "std::string()" : "text_of(answer)")}{filled};").Outdent()
            .Line("});").Outdent().Line("}");
    }

    private static string Shown(ApiMethod method, int index)
    {
        string name = DoubleParameters.NameOf(method, index);
        TypeRef type = method.Parameters[index].Type;
        return type switch
        {
            { SimpleName: "PluginFieldCollection" } => name,
            _ when DoubleParameters.IsArray(type) => $"array({name}, {ArrayLength})",
            { Kind: TypeKind.Object, Indirection: Indirection.Reference } => $"&{name}",
            _ => name,
        };
    }

    /// <summary>What the method wrote.</summary>
    private static string Written(ApiMethod method, int index) => method.Parameters[index].Type.Kind == TypeKind.Void
        ? $"array(static_cast<unsigned char*>({DoubleParameters.NameOf(method, index)}), {ByteCount})"
        : Shown(method, index);

    private string Variable(ApiMethod method, int index)
    {
        ApiParameter parameter = method.Parameters[index];
        TypeRef type = parameter.Type;
        string name = DoubleParameters.NameOf(method, index);
        string variable = DoubleFacts.CppVariable(type);
        string one = Position(index, "");
        string other = Position(index, "8 + ");
        return type switch
        {
            { Kind: TypeKind.Object, Indirection: Indirection.Reference } => $"{variable}& {name} = stub_object<{variable}>();",
            { Kind: TypeKind.Object, Indirection: Indirection.PointerToPointer } =>
                $"nv::{type.Name}{(type.IsConst ? " const" : "")}* {name}[] = {{&stub_object<nv::{type.Name}>(), &stub_object<nv::{type.Name}>()}};",
            { Kind: TypeKind.Object } when facts.ClassOf(type) is { } item && !facts.IsApplication(item) => $"{variable} {name} = &stub_object<nv::{type.Name}>();",
            { Kind: TypeKind.Object or TypeKind.Opaque } => $"{variable} {name} = nullptr;",
            { Kind: TypeKind.Void, Indirection: Indirection.PointerToPointer } =>
                $"void{(type.IsConst ? " const" : "")}* {name}[] = {{fresh_bytes({one}), fresh_bytes({other})}};",
            { Kind: TypeKind.Void } => $"{variable} {name} = fresh_bytes({one});",
            { SimpleName: "PluginFieldCollection", Indirection: Indirection.Pointer } => $"{variable} {name} = &sample<nv::{type.Name}>();",
            _ when DoubleParameters.IsArray(type) => Array(type, name, index),
            { Indirection: Indirection.Reference, IsConst: false } => $"{variable} {name}{{}};",
            _ => $"{variable} {name} = {Value(method, index)};",
        };
    }

    /// <summary>Two elements: what the method reads is a sample, what it writes begins as nothing.</summary>
    private static string Array(TypeRef type, string name, int index)
    {
        string element = type.Kind == TypeKind.CString ? "char const*" : DoubleFacts.CppVariable(type).Replace(" const*", "", StringComparison.Ordinal).TrimEnd('*');
        return type.IsConst
            ? $"{element} {name}[] = {{sample_at<{element}>({Position(2 * index, "")}), sample_at<{element}>({Position((2 * index) + 1, "")})}};"
            : $"{element} {name}[{ArrayLength}]{{}};";
    }

    private string Value(ApiMethod method, int index)
    {
        TypeRef type = method.Parameters[index].Type;
        string name = DoubleParameters.NameOf(method, index);
        bool isLength = method.Parameters.Where((_, other) => DoubleParameters.LengthOf(method, other) == name).Any();
        bool isByteCount = index > 0 && method.Parameters[index - 1].Type is { Kind: TypeKind.Void, Indirection: Indirection.Pointer };
        string number = Position(11 * (index + 1), "");
        return type.Kind switch
        {
            TypeKind.CString => $"\"{name}\"",
            TypeKind.CudaHandle => $"sample_handle<{DoubleFacts.Cpp(type)}>()",
            TypeKind.Struct => $"sample<nv::{type.Name}>()",
            TypeKind.Enum => _answers.Enumerator(type),
            TypeKind.Bool => "true",
            TypeKind.Float => $"{number}.5f",
            TypeKind.Double => $"{number}.5",
            TypeKind.UInt32 when type.Spelling.Split(' ')[0].EndsWith("Flags", StringComparison.Ordinal) => "1", // a bit that there is
            _ when isLength => ArrayLength,
            _ when isByteCount => ByteCount,
            TypeKind.Int64 or TypeKind.UInt64 => $"4294967296 + {number}", // more than 32 bits
            _ => number,
        };
    }

    private static string Position(int value, string prefix) => prefix + value.ToString(CultureInfo.InvariantCulture);
}
