using TensorRTSharp.Generate.Emit;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.AbiTest;

/// <summary>
/// The source that asks a compiler about every declaration of a family. It is compiled twice, around NVIDIA's
/// declarations and around ours: names must resolve in both, so it reopens the namespaces and derives from the classes.
/// </summary>
internal static class ProbeSource
{
    /// <param name="family">The facts.</param>
    /// <param name="isIncluded">Chooses declarations by qualified name.</param>
    public static string Write(ApiFamily family, Func<string, bool> isIncluded)
    {
        CodeWriter code = CodeWriter.ForCpp();
        List<string> probes = [];
        foreach (ApiClass item in family.Classes.Where(item => isIncluded(item.QualifiedName)))
        {
            probes.Add(Begin(code, item));
            Class(code, item);
            End(code);
        }

        foreach (ApiStruct item in family.Structs.Where(item => isIncluded(item.QualifiedName)))
        {
            probes.Add(Begin(code, item));
            Layout(code, item, item.Size, item.Align, item.Fields);
            End(code);
        }

        foreach (ApiEnum item in family.Enums.Where(item => isIncluded(item.QualifiedName)))
        {
            probes.Add($"probe_values_of_{probes.Count}");
            code.Open($"inline void {probes[^1]}(::abi_probe::Table& table)")
                .Line($"table.underlying<{item.QualifiedName}, {item.Underlying}>(\"{item.QualifiedName}\");")
                .Lines(item.Values.Select(value => $"{item.QualifiedName}::{value.Name}").Select(Value))
                .Close();
        }

        return code.Open("inline void probe_all(::abi_probe::Table& table)")
            .Lines(probes.Select(probe => $"{probe}(table);"))
            .Lines(family.Constants.Select(item => item.QualifiedName).Where(isIncluded).Select(Value))
            .Close().ToString();
    }

    /// <summary>A source for a compiler that prints vtables and layouts: it makes all of them needed.</summary>
    public static string WriteLayouts(ApiFamily family) => CodeWriter.ForCpp()
        .Lines(family.Classes.Select(item => $"namespace {item.Namespace} {{ struct dump_{item.Name} : {item.Name} "
            + $"{{ dump_{item.Name}(); }}; dump_{item.Name}::dump_{item.Name}() {{}} }}"))
        .Lines(family.Structs.Select(item => $"static_assert(sizeof({item.QualifiedName}) == {item.Size});"))
        .ToString();

    private static string Value(string name) => $"table.value(\"{name}\", static_cast<long long>({name}));";

    /// <returns>The function that runs the probe.</returns>
    private static string Begin(CodeWriter code, ApiDeclaration item)
    {
        code.Line($"namespace {item.Namespace}").Line("{")
            .Open($"struct probe_{item.Name} : {item.Name}")
            .Line($"using Self = {item.Name};")
            .Open("static void run(::abi_probe::Table& table)");
        return $"{item.Namespace}::probe_{item.Name}::run";
    }

    private static void End(CodeWriter code) => code.Close().Close(";").Line("}");

    private static void Layout(
        CodeWriter code, ApiDeclaration item, int size, int align, IEnumerable<ApiField> fields) => code
        .Line($"table.layout<Self>(\"{item.QualifiedName}\", {size}, {align});")
        .Lines(fields.Select(field =>
            $"table.field(\"{item.QualifiedName}::{field.Name}\", "
            + $"__builtin_offsetof(Self, {field.Name}), sizeof(Self::{field.Name}), {field.Offset});"));

    private static void Class(CodeWriter code, ApiClass item)
    {
        Layout(code, item, item.Size, item.Align, item.Fields);
        if (item.Destructor is { IsVirtual: true } destructor)
        {
            code.Line($"table.destructor<Self>(\"{item.QualifiedName}::~{item.Name}()\", {destructor.Slot});");
        }

        HashSet<string> overloaded =
        [
            .. item.Methods.GroupBy(method => method.Name).Where(group => group.Count() > 1).Select(group => group.Key),
            .. item.Usings.Select(name => name[(name.LastIndexOf(':') + 1)..]),
        ];
        foreach (ApiMethod method in item.Methods)
        {
            Method(code, item, method, overloaded.Contains(method.Name));
        }
    }

    private static void Method(CodeWriter code, ApiClass owner, ApiMethod method, bool isOverloaded)
    {
        string key = $"\"{owner.QualifiedName}::{method.Name}({method.Signature}){(method.IsConst ? " const" : "")}\"";
        string constness = method.IsConst ? " const" : "";
        string pointer = isOverloaded
            ? $"static_cast<{method.Returns} (Self::*)({method.Signature}){constness}>(&Self::{method.Name})"
            : $"&Self::{method.Name}";
        string[] types = [.. method.Parameters.Select(parameter => parameter.Type.Spelling)];
        string hasSameTypes = UsesStandardLibrary(method) ? "false" : "true";
        code.Line($"table.method({key}, {pointer}, {method.Slot ?? -1}, {hasSameTypes}, "
            + $"noexcept(std::declval<Self{constness}&>().{method.Name}({Arguments(types, "std::declval")})));");
        if (method.Body is { } body)
        {
            string call = $"table.self<Self>()->Self::{method.Name}({Arguments(types, "::abi_probe::make")})";
            code.Line(body.Kind == BodyKind.Constant
                ? $"table.body({key}, ::abi_probe::describe({call}, 0));"
                : $"{call}; table.body({key});");
        }
    }

    private static string Arguments(IEnumerable<string> types, string function) =>
        string.Join(", ", types.Select(type => $"{function}<{type}>()"));

    /// <summary>Our declarations know no std:: type; a reference to one is a reference to something opaque.</summary>
    private static bool UsesStandardLibrary(ApiMethod method) =>
        method.Parameters.Any(parameter => parameter.Type.Name == "SubGraphCollection_t");
}
