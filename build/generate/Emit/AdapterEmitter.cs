using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/tensorrt/callbacks: subclasses, for each family, of what an application implements.</summary>
internal sealed class AdapterEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() => api.CallbackRoots.Select(Root);

    private GeneratedFile Root(string root)
    {
        string module = api.Objects.ModuleOf(root);
        BoundCallbackInterface[] interfaces = [.. api.Callbacks.Where(item => item.Root == root && item.CanBeCreated)];
        CodeWriter code = CodeWriter.ForCpp()
            .Line("#include \"tensorrt/adapter.h\"").Line()
            .Line("namespace trts::tensorrt::TRTS_FAMILY").Line("{").Line("namespace").Line("{").Line();
        foreach (BoundCallbackInterface callback in interfaces)
        {
            WithCondition(code, callback, () => Adapter(code, callback));
        }

        code.Line("} // namespace").Line().Open($"void fill_{module}(trts_api_table& table)");
        foreach (BoundCallbackInterface callback in interfaces)
        {
            WithCondition(code, callback, () => code.Line(
                $"table.{callback.Module}_create = create_adapter<{AdapterName(callback)}, {Cpp(callback.Root)}>;"));
        }

        code.Line($"table.{module}_destroy = destroy_adapter;");
        return new GeneratedFile($"native/tensorrt/callbacks/{module}.g.cpp", ShimEmitter.Close(code.Close()));
    }

    private void WithCondition(CodeWriter code, BoundCallbackInterface callback, Action write)
    {
        string? condition = ShimEmitter.Condition(api, callback.Families);
        code.Lines(condition is null ? [] : [$"#if {condition}"]);
        write();
        code.Lines(condition is null ? [] : ["#endif"]);
    }

    private static string AdapterName(BoundCallbackInterface callback) => callback.CSharpStem + "Adapter";

    private string Cpp(string className) => ShimEmitter.Cpp($"{api.Objects.Newest(className).Namespace.Split("::")[0]}::{className}");

    private void Adapter(CodeWriter code, BoundCallbackInterface callback)
    {
        string adapter = AdapterName(callback);
        code.Line($"class {adapter} final : public {Cpp(callback.ClassName)}").Line("{")
            .Line("public:").Indent()
            .Line($"using Callbacks = {callback.CType};")
            .Line($"static constexpr const char* interface_name = \"{callback.ClassName}\";")
            .Line()
            .Line($"{adapter}(const Callbacks& callbacks, const trts_api_table* table) : callbacks_(callbacks), table_(table) {{}}")
            .Line($"~{adapter}() noexcept {{ report_released(callbacks_); }}")
            .Line("static void operator delete(void* self) noexcept { free_adapter(self); }")
            .Line();
        foreach (BoundMethod method in callback.Methods)
        {
            string? condition = method.PerFamily.Count == callback.Families.Count ? null : ShimEmitter.Condition(api, method.PerFamily.Keys);
            code.Lines(condition is null ? [] : [$"#if {condition}"]);
            new AdapterMethod(code, api, callback, method).Write();
            code.Lines(condition is null ? [] : ["#endif"]).Line();
        }

        if (callback.Destroys is { } destroys)
        {
            code.Line($"void {destroys.Name}() noexcept override {{ destroy_adapter(this); }}").Line();
        }

        code.Outdent().Line("private:").Indent().Line("Callbacks callbacks_;").Line("[[maybe_unused]] const trts_api_table* table_;")
            .Lines(callback.Decision.CountsReferences.Count > 0 ? ["int32_t references_ = 0;"] : [])
            .Outdent().Line("};").Line();
    }
}

/// <summary>One overridden method of an adapter.</summary>
internal sealed class AdapterMethod(CodeWriter code, BoundApi api, BoundCallbackInterface callback, BoundMethod method)
{
    private readonly ApiMethod _declared = method.Newest;

    public void Write()
    {
        string parameters = string.Join(", ", _declared.Parameters.Select((parameter, index) => $"{Scoped(parameter.Type)} {method.Parameters[index].CName}"));
        code.Open($"{Scoped(_declared.Returns)} {method.Name}({parameters}){(_declared.IsConst ? " const" : "")} noexcept override");
        Default();
        if (method.Name == callback.Decision.TellsErrors)
        {
            code.Line($"trts_support_keep_error({method.Parameters[^1].CName});");
        }

        foreach (BoundParameter parameter in method.Parameters)
        {
            Prepare(parameter);
        }

        List<string> arguments = [.. method.Parameters.Select((parameter, index) => Argument(parameter, _declared.Parameters[index].Type))];
        if (method.Result is { Shape: Shape.Struct } result)
        {
            code.Line($"{BoundStruct.CNameOf(result.Name!)} out{{}};");
            arguments.Add("&out");
        }

        Call($"callbacks_.{method.LocalName}({string.Join(", ", arguments.Append("callbacks_.user_data"))})");
        code.Close();
    }

    /// <summary>What happens where the application left the method out.</summary>
    private void Default()
    {
        if (callback.CountsReferences(method))
        {
            string sign = method.Name.StartsWith("inc", StringComparison.Ordinal) ? "1" : "-1";
            code.Line($"const int32_t references = __atomic_add_fetch(&references_, {sign}, __ATOMIC_ACQ_REL);")
                .Line($"if (callbacks_.{method.LocalName} == nullptr)").Line("{").Indent().Line("return references;").Outdent().Line("}");
        }
        else if (!callback.IsRequired(method))
        {
            string arguments = string.Join(", ", method.Parameters.Select(parameter => parameter.CName));
            string @base = $"{ShimEmitter.Cpp($"{callback.Namespace}::{callback.ClassName}")}::{method.Name}({arguments})";
            code.Line($"if (callbacks_.{method.LocalName} == nullptr)").Line("{").Indent().Line($"return {@base};").Outdent().Line("}");
        }
    }

    /// <summary>Locals that stand in for a parameter.</summary>
    private void Prepare(BoundParameter parameter)
    {
        string name = parameter.CName;
        if (parameter.Type is { Shape: Shape.Array, Element: { Shape: Shape.Borrowed or Shape.Reference } element })
        {
            string length = method.LengthOf(parameter)?.CName
                ?? throw new GeneratorException($"{method.QualifiedName}: say in binding.json how many {parameter.Name} are.");
            code.Line($"const ViewArray<{Spelling.CType(element)}> {name}_views(table_, {name}, {length});");
        }
        else if (parameter.Type.Element?.Shape == Shape.Size)
        {
            code.Line($"int64_t {name}_size = 0;");
        }
    }

    private static string Argument(BoundParameter parameter, TypeRef type)
    {
        string name = parameter.CName;
        string address = type.Indirection == Indirection.Reference ? $"&{name}" : name;
        return parameter.Type.Shape switch
        {
            Shape.Truth => $"{name} ? 1 : 0",
            Shape.Enum => $"from_family({name})",
            Shape.Mask => $"mask_from_family<{ShimEmitter.Cpp(parameter.Type.Name!)}>({name})",
            Shape.Size => $"from_size({name})",
            Shape.Struct => $"reinterpret_cast<const {BoundStruct.CNameOf(parameter.Type.Name!)}*>(&{name})",
            Shape.Borrowed or Shape.Reference => $"{{table_, mutable_pointer({address})}}",
            Shape.Array => ArrayArgument(parameter.Type, name, type),
            _ => name,
        };
    }

    private static string ArrayArgument(BoundType array, string name, TypeRef type)
    {
        string constness = array.IsConst ? "const " : "";
        return array.Element!.Shape switch
        {
            Shape.Borrowed or Shape.Reference => $"{name}_views.data()",
            Shape.Size => $"&{name}_size",
            Shape.Struct => $"reinterpret_cast<{constness}{BoundStruct.CNameOf(array.Element.Name!)}*>({name})",
            Shape.Enum => $"reinterpret_cast<{constness}int32_t*>({name})",
            Shape.Truth => $"reinterpret_cast<{constness}uint8_t*>({name})",
            _ => type.Indirection == Indirection.Reference ? $"&{name}" : name,
        };
    }

    private void Call(string call)
    {
        List<string> after = [.. method.Parameters.Where(parameter => parameter.Type.Element?.Shape == Shape.Size)
            .Select(parameter => $"{parameter.CName} = to_size({parameter.CName}_size);")];
        BoundType? type = method.Result;
        if (type is null or { Shape: Shape.Struct })
        {
            code.Line($"{call};").Lines(after)
                .Lines(type is null ? [] : [$"return family_struct<{ShimEmitter.Cpp(type.Name!)}>(out);"]);
            return;
        }

        if (after.Count > 0)
        {
            code.Line($"const auto result = {call};").Lines(after);
            call = "result";
        }

        code.Line($"return {Result(call, type)};");
    }

    private string Result(string call, BoundType type) => type.Shape switch
    {
        Shape.Truth => $"{call} != 0",
        Shape.Enum => $"enumerator_to_family<{ShimEmitter.Cpp(type.Name!)}>({call})",
        Shape.Size => $"to_size({call})",
        Shape.Reference => $"static_cast<{Scoped(_declared.Returns)}>(static_cast<{ShimEmitter.Cpp($"nvinfer1::{api.Objects.RootOf(ApiClass.PublicNameOf(_declared.Returns.Name!))}")}*>({call}))",
        Shape.Array when type.Element!.Shape == Shape.Struct => $"reinterpret_cast<{Scoped(_declared.Returns)}>({call})",
        _ => call,
    };

    /// <summary>A C++ type, from outside TensorRT's namespaces.</summary>
    private static string Scoped(TypeRef type)
    {
        string scoped = type.Kind switch
        {
            TypeKind.Int32 when type.Indirection == Indirection.Value => "int32_t",
            TypeKind.UInt32 when type.Indirection == Indirection.Value => "uint32_t",
            TypeKind.Struct or TypeKind.Enum or TypeKind.Object => ShimEmitter.Cpp(type.Name!),
            TypeKind.Opaque => ShimEmitter.Cpp(type.Name!),
            TypeKind.CudaHandle => $"abi::{type.Name}",
            TypeKind.CString => "char const*",
            _ => type.Spelling,
        };
        if (type.Kind is not (TypeKind.Struct or TypeKind.Enum or TypeKind.Object or TypeKind.Opaque or TypeKind.CString))
        {
            return scoped;
        }

        string suffix = type.Indirection switch
        {
            Indirection.Pointer => "*",
            Indirection.Reference => "&",
            Indirection.PointerToPointer => type.Spelling.Contains("* const*", StringComparison.Ordinal) ? "* const*" : "**",
            _ => "",
        };
        return type.Kind == TypeKind.CString
            ? scoped + (type.Indirection == Indirection.Pointer ? type.Spelling.Contains("* const*", StringComparison.Ordinal) ? " const*" : "*" : "")
            : $"{scoped}{(type.IsConst && suffix.Length > 0 ? " const" : "")}{suffix}";
    }
}
