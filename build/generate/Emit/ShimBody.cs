using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit;

/// <summary>The body of one method in the shim: the C ABI's values become NVIDIA's, the answer becomes a status and a value.</summary>
internal sealed class ShimBody(CodeWriter code, BoundApi api, BoundModule module, BoundMethod method, ApiMethod declared)
{
    private readonly string _name = $"\"{method.QualifiedName}\"";
    private readonly List<string> _after = [];
    private string _verdict = "TRTS_OK";

    /// <summary>
    /// How many there are is never negative, even where the documentation does not say that it is a failure; unless it says
    /// what else it is.
    /// </summary>
    private bool NegativeFails => method.Decision.NegativeFails
        || (!method.Decision.NegativeIsAnAnswer
            && (method.Decision.Filled.Count > 0 || method.Name.StartsWith("getNb", StringComparison.Ordinal)));

    public void Write()
    {
        code.Open($"trts_status {method.CName}({string.Join(", ", DispatchEmitter.TableParameters(method))})")
            .Line($"return foreign_call({_name}, [&]() -> trts_status {{").Indent();
        string receiver = $"static_cast<{ShimEmitter.Cpp($"{module.Namespace}::{module.ClassName}")}*>(self)";
        if (module.LayerTypes.Count > 0 || module.Kind is not null)
        {
            code.Line($"auto* object = {module.Module}_of(self);");
            FailWhere("object == nullptr", $"self is no {module.ClassName}");
            receiver = "object";
        }

        List<string> arguments = [];
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            arguments.Add(Argument(method.Parameters[i], declared.Parameters[i].Type));
        }

        Result($"{receiver}->{declared.Name}({string.Join(", ", arguments)})");
        code.Line($"return {_verdict};").Outdent().Line("});").Close();
    }

    private void FailWhere(string condition, string what) =>
        code.Line($"if ({condition})").Line("{").Indent()
            .Line($"return trts_support_fail_argument({_name}, \"{what}\");").Outdent().Line("}");

    private string Argument(BoundParameter parameter, TypeRef type)
    {
        string name = parameter.CName;
        switch (parameter.Type.Shape)
        {
            case Shape.Truth:
                return $"{name} != 0";
            case Shape.Size:
                code.Line($"size_t {name}_native = 0;");
                FailWhere($"!to_size({name}, {name}_native)", $"{name} is negative");
                return $"{name}_native";
            case Shape.Enum:
                code.Line($"{ShimEmitter.Cpp(parameter.Type.Name!)} {name}_native{{}};")
                    .Line($"if (!to_family({name}, {name}_native))").Line("{").Indent()
                    .Line($"return trts_support_fail_enumerator({_name}, \"{type.SimpleName}\", {name});").Outdent().Line("}");
                return $"{name}_native";
            case Shape.Mask:
                code.Line($"uint32_t {name}_native = 0;");
                FailWhere($"!mask_to_family<{ShimEmitter.Cpp(parameter.Type.Name!)}>({name}, {name}_native)",
                    $"a bit of {name} stands for nothing in this TensorRT family");
                return $"{name}_native";
            case Shape.Struct:
                if (parameter.Type.IsStruct("Weights"))
                {
                    FailWhere($"!are_valid(*{name})", $"{name} have a negative count, no values, or a type that there is not");
                }

                return $"family_struct<{ShimEmitter.Cpp(parameter.Type.Name!)}>(*{name})";
            case Shape.Owned or Shape.Borrowed or Shape.Callback or Shape.Reference:
                return Object(parameter, type);
            case Shape.Stream:
                return $"static_cast<abi::{type.Name}>({name})";
            case Shape.Array:
                return Array(parameter, type);
            default:
                return name;
        }
    }

    private string Object(BoundParameter parameter, TypeRef type)
    {
        string name = parameter.CName;
        string simple = ApiClass.PublicNameOf(type.Name!);
        string pointer = $"static_cast<{ShimEmitter.Cpp(type.Name!)}*>({name})";
        if (api.Objects.IsApplication(simple) && api.Objects.RootOf(simple) is var root && root != simple)
        {
            // What is known of the object is that it has the root's interface.
            string kind = api.Decisions.Callbacks.GetValueOrDefault(simple)?.Kind
                ?? throw new GeneratorException($"{method.QualifiedName} takes a {simple}: say in binding.json what kind that is.");
            code.Line($"auto* {name}_root = static_cast<{ShimEmitter.Cpp($"nvinfer1::{root}")}*>({name});");
            FailWhere($"!same_text({name}_root->getInterfaceInfo().kind, \"{kind}\")", $"{name} is no {simple}");
            pointer = $"static_cast<{ShimEmitter.Cpp(type.Name!)}*>({name}_root)";
        }

        return type.Indirection == Indirection.Reference ? "*" + pointer : pointer;
    }

    private string Array(BoundParameter parameter, TypeRef type)
    {
        string name = parameter.CName;
        BoundType element = parameter.Type.Element!;
        if (method.IsOut(parameter))
        {
            if (element.Shape == Shape.Owned)
            {
                code.Line($"{ShimEmitter.Cpp(type.Name!)}* {name}_native = nullptr;");
                _after.Add($"*{name} = {name}_native;");
                return $"{name}_native";
            }

            return type.Indirection == Indirection.Reference ? $"*{name}" : name;
        }

        string constness = parameter.Type.IsConst && !type.IsConst ? "mutable_array" : "";
        switch (element.Shape)
        {
            case Shape.Borrowed:
                return $"reinterpret_cast<{ShimEmitter.Cpp(type.Name!)}* const*>({name})";
            case Shape.Stream:
                return $"reinterpret_cast<abi::{type.Name}*>(mutable_array({name}))";
            case Shape.Struct:
                return $"reinterpret_cast<{ShimEmitter.Cpp(type.Name!)}{(type.IsConst ? " const" : "")}*>({name})";
            case Shape.Enum:
                _after.Add($"enumerators_from_family<{ShimEmitter.Cpp(type.Name!)}>({name}, result, {method.LengthOf(parameter)!.CName});");
                return $"reinterpret_cast<{ShimEmitter.Cpp(type.Name!)}*>({name})";
            default:
                return constness.Length > 0 && element.Shape is not (Shape.Memory or Shape.String) ? $"{constness}({name})" : name;
        }
    }

    private void Result(string call)
    {
        string failure = $"TRTS_{method.Decision.Failure ?? "INVALID_ARGUMENT"}";
        TypeRef type = declared.Returns;
        bool isVoid = type is { Kind: TypeKind.Void, Indirection: Indirection.Value };
        if (method.Result is null)
        {
            Action(call, isVoid, failure);
            return;
        }

        if (isVoid)
        {
            throw new GeneratorException($"{method.QualifiedName}: void in one family, a value in another.");
        }

        switch (method.Result.Shape)
        {
            case Shape.Owned or Shape.Borrowed or Shape.Callback or Shape.Reference:
                ObjectResult(call, type, failure);
                break;
            case Shape.Int32 or Shape.Int64 when NegativeFails || _after.Count > 0:
                code.Line($"const auto result = {call};");
                if (NegativeFails)
                {
                    string status = method.Decision.NegativeFails ? failure : "TRTS_INVALID_STATE";
                    code.Line("if (result < 0)").Line("{").Indent()
                        .Line($"return foreign_failure({_name}, {status}, \"failed\");").Outdent().Line("}");
                }

                code.Lines(_after).Line("*out = result;");
                break;
            case Shape.String when method.Decision.Failure is not null:
                code.Line($"const char* result = pointer_or_null({call});")
                    .Line("if (result == nullptr)").Line("{").Indent()
                    .Line($"return foreign_failure({_name}, {failure}, \"gave nothing\");").Outdent().Line("}")
                    .Line("*out = result;").Lines(_after);
                break;
            default:
                code.Line($"*out = {Value(call, method.Result, type)};").Lines(_after);
                break;
        }
    }

    private void Action(string call, bool isVoid, string failure)
    {
        if (isVoid)
        {
            code.Line($"{call};");
            if (!api.Objects.IsApplication(module.ClassName))
            {
                _verdict = $"foreign_verdict({_name}, {failure})"; // an application's own object may log what it likes
            }
        }
        else
        {
            code.Line($"if (!{call})").Line("{").Indent()
                .Line($"return foreign_failure({_name}, {failure}, \"failed\");").Outdent().Line("}");
        }

        code.Lines(_after);
    }

    private void ObjectResult(string call, TypeRef type, string failure)
    {
        code.Line($"auto* result = {(type.Indirection == Indirection.Reference ? "&" + call : $"pointer_or_null({call})")};");
        bool isNullable = method.Decision.NullableResult
            || (method.Result!.Shape == Shape.Reference && method.Name.StartsWith("get", StringComparison.Ordinal));
        if (type.Indirection != Indirection.Reference && !isNullable)
        {
            string status = method.Decision.Failure is null && method.Name.StartsWith("get", StringComparison.Ordinal) ? "TRTS_NOT_FOUND" : failure;
            code.Line("if (result == nullptr)").Line("{").Indent()
                .Line($"return foreign_failure({_name}, {status}, \"gave nothing\");").Outdent().Line("}");
        }

        code.Lines(_after).Line("*out = const_cast<void*>(static_cast<const void*>(result));");
    }

    private static string Value(string call, BoundType result, TypeRef type) => result.Shape switch
    {
        Shape.Struct => $"our_struct<{BoundStruct.CNameOf(result.Name!)}>({call})",
        Shape.Truth => $"{call} ? 1 : 0",
        Shape.Size => $"from_size({call})",
        Shape.Enum => $"from_family({call})",
        Shape.Mask => $"mask_from_family<{ShimEmitter.Cpp(result.Name!)}>({call})",
        Shape.Array when result.Element!.Shape == Shape.Struct =>
            $"reinterpret_cast<const {BoundStruct.CNameOf(type.Name!)}*>(pointer_or_null({call}))",
        Shape.Array when Spelling.IsObject(result.Element!) => $"reinterpret_cast<void* const*>(pointer_or_null({call}))",
        Shape.Array or Shape.String or Shape.Memory or Shape.ConstMemory => $"pointer_or_null({call})",
        _ => call,
    };
}
