using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/tensorrt: the bodies that call NVIDIA's objects; one source, compiled for each family.</summary>
internal sealed class ShimEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() => [FillMethods(), .. api.Modules.Select(Module)];

    /// <summary>Opens and closes a file of the freestanding folder.</summary>
    internal static CodeWriter Open() => CodeWriter.ForCpp()
        .Line("#include \"tensorrt/family_select.h\"").Line()
        .Line("namespace trts::tensorrt::TRTS_FAMILY").Line("{");

    internal static string Close(CodeWriter code) => code.Line().Line("} // namespace trts::tensorrt::TRTS_FAMILY").ToString();

    /// <summary>"#if" over the families, or null where it is all of them.</summary>
    internal string? Condition(IEnumerable<string> families)
    {
        List<string> having = [.. families];
        return having.Count == api.Facts.Families.Count
            ? null
            : string.Join(" || ", having.Select(family => $"defined(TRTS_FAMILY_{family})"));
    }

    private GeneratedFile FillMethods()
    {
        List<string> parts = [.. api.Modules.Select(module => module.Module), .. api.Callbacks.Select(callback => callback.Module)];
        CodeWriter code = Open().Line()
            .Lines(parts.Select(part => $"void fill_{part}(trts_api_table& table);"))
            .Line().Line("} // namespace trts::tensorrt::TRTS_FAMILY").Line()
            .Open("void TRTS_FAMILY_FUNCTION(TRTS_FAMILY, fill_methods)(trts_api_table* table)")
            .Line("using namespace trts::tensorrt::TRTS_FAMILY;")
            .Lines(parts.Select(part => $"fill_{part}(*table);"))
            .Close();
        return new GeneratedFile("native/tensorrt/methods.g.cpp", code.ToString());
    }

    private GeneratedFile Module(BoundModule module)
    {
        CodeWriter code = Open().Line("namespace").Line("{").Line();
        string self = Cpp($"{module.Namespace}::{module.ClassName}");
        if (module.IsOwned)
        {
            code.Open($"void {module.Module}_destroy(void* self)")
                .Line($"const trts_status ignored = foreign_call(\"{module.ClassName}::~{module.ClassName}\", [&]() -> trts_status {{").Indent()
                .Line($"delete static_cast<{self}*>(self);")
                .Line("return TRTS_OK;").Outdent().Line("});")
                .Line("(void)ignored; // a destructor has nobody to tell")
                .Close().Line();
        }

        foreach (BoundMethod method in module.Methods)
        {
            foreach (IGrouping<string, KeyValuePair<string, ApiMethod>> variant in Variants(method))
            {
                string? condition = Condition(variant.Select(entry => entry.Key));
                code.Lines(condition is null ? [] : [$"#if {condition}"]);
                Body(code, self, method, variant.First().Value);
                code.Lines(condition is null ? [] : ["#endif"]).Line();
            }
        }

        code.Line("} // namespace").Line().Open($"void fill_{module.Module}(trts_api_table& table)");
        if (module.IsOwned)
        {
            code.Line($"table.{module.Module}_destroy = {module.Module}_destroy;");
        }

        foreach (BoundMethod method in module.Methods)
        {
            string? condition = Condition(method.PerFamily.Keys);
            code.Lines(condition is null ? [] : [$"#if {condition}"])
                .Line($"table.{method.CName} = {method.CName};")
                .Lines(condition is null ? [] : ["#endif"]);
        }

        return new GeneratedFile($"native/tensorrt/{module.Module}.g.cpp", Close(code.Close()));
    }

    /// <summary>Families whose declarations differ get bodies of their own.</summary>
    private static IEnumerable<IGrouping<string, KeyValuePair<string, ApiMethod>>> Variants(BoundMethod method) =>
        method.PerFamily.GroupBy(entry => $"{entry.Value.Returns.Kind} {entry.Value.Returns.Indirection} {entry.Value.Signature}");

    internal static string Cpp(string qualifiedName) => "abi::" + qualifiedName;

    private static void Body(CodeWriter code, string self, BoundMethod method, ApiMethod declared)
    {
        string parameters = string.Join(", ", DispatchEmitter.TableParameters(method));
        string name = $"\"{method.QualifiedName}\"";
        code.Open($"trts_status {method.CName}({parameters})")
            .Line($"return foreign_call({name}, [&]() -> trts_status {{").Indent();
        List<string> arguments = [];
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            arguments.Add(Argument(code, name, method.Parameters[i], declared.Parameters[i].Type));
        }

        string call = $"static_cast<{self}*>(self)->{declared.Name}({string.Join(", ", arguments)})";
        Result(code, name, method, declared, call);
        code.Line("return TRTS_OK;").Outdent().Line("});").Close();
    }

    private static string Argument(CodeWriter code, string method, BoundParameter parameter, TypeRef type)
    {
        string name = parameter.CName;
        switch (parameter.Type.Shape)
        {
            case Shape.Truth:
                return $"{name} != 0";
            case Shape.Size:
                code.Line($"size_t {name}_native = 0;")
                    .Line($"if (!to_size({name}, {name}_native))").Line("{").Indent()
                    .Line($"return trts_support_fail_argument({method}, \"{name} is negative\");").Outdent().Line("}");
                return $"{name}_native";
            case Shape.Enum:
                code.Line($"{Cpp(parameter.Type.EnumName!)} {name}_native{{}};")
                    .Line($"if (!to_family({name}, {name}_native))").Line("{").Indent()
                    .Line($"return trts_support_fail_enumerator({method}, \"{type.SimpleName}\", {name});").Outdent().Line("}");
                return $"{name}_native";
            case Shape.Mask:
                code.Line($"uint32_t {name}_native = 0;")
                    .Line($"if (!mask_to_family<{Cpp(parameter.Type.EnumName!)}>({name}, {name}_native))").Line("{").Indent()
                    .Line($"return trts_support_fail_argument({method}, \"a bit of {name} stands for nothing in this TensorRT family\");")
                    .Outdent().Line("}");
                return $"{name}_native";
            case Shape.Dims:
                return $"family_dims(*{name})";
            case Shape.Owned or Shape.Borrowed or Shape.Callback:
                string pointer = $"static_cast<{Cpp(type.Name!)}*>({name})";
                return type.Indirection == Indirection.Reference ? "*" + pointer : pointer;
            case Shape.Stream:
                return $"static_cast<abi::cudaStream_t>({name})";
            default:
                return name;
        }
    }

    private static void Result(CodeWriter code, string name, BoundMethod method, ApiMethod declared, string call)
    {
        string failure = $"TRTS_{method.Decision.Failure ?? "INVALID_ARGUMENT"}";
        TypeRef type = declared.Returns;
        bool isVoid = type is { Kind: TypeKind.Void, Indirection: Indirection.Value };
        if (method.Result is null && isVoid)
        {
            code.Line($"{call};");
            return;
        }

        if (isVoid)
        {
            throw new GeneratorException($"{method.QualifiedName}: void in one family, a value in another.");
        }

        if (method.Result is null)
        {
            code.Line($"if (!{call})").Line("{").Indent()
                .Line($"return foreign_failure({name}, {failure}, \"failed\");").Outdent().Line("}");
            return;
        }

        switch (method.Result.Shape)
        {
            case Shape.Owned or Shape.Borrowed or Shape.Callback:
                code.Line($"auto* result = {(type.Indirection == Indirection.Reference ? "&" : "")}{call};");
                if (!method.Decision.NullableResult)
                {
                    string status = method.Decision.Failure is null && method.Result.Shape == Shape.Borrowed ? "TRTS_NOT_FOUND" : failure;
                    code.Line("if (result == nullptr)").Line("{").Indent()
                        .Line($"return foreign_failure({name}, {status}, \"gave nothing\");").Outdent().Line("}");
                }

                code.Line($"*out = const_cast<void*>(static_cast<const void*>(result));");
                break;
            case Shape.Dims:
                code.Line($"*out = our_dims({call});");
                break;
            case Shape.Truth:
                code.Line($"*out = {call} ? 1 : 0;");
                break;
            case Shape.Size:
                code.Line($"*out = from_size({call});");
                break;
            case Shape.Enum:
                code.Line($"*out = from_family({call});");
                break;
            case Shape.Mask:
                code.Line($"*out = mask_from_family<{Cpp(method.Result.EnumName!)}>({call});");
                break;
            case Shape.Int32 when method.Decision.NegativeFails:
                code.Line($"const int32_t result = {call};")
                    .Line("if (result < 0)").Line("{").Indent()
                    .Line($"return foreign_failure({name}, {failure}, \"failed\");").Outdent().Line("}")
                    .Line("*out = result;");
                break;
            default:
                code.Line($"*out = {call};");
                break;
        }
    }
}
