using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/tensorrt: enum translation for each family, and the subclasses of what an application implements.</summary>
internal sealed class ShimSupportEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() =>
        [.. api.Facts.Families.Select(family => EnumMap(family.Id)), .. api.Callbacks.Select(Callback)];

    private GeneratedFile EnumMap(string family)
    {
        CodeWriter code = CodeWriter.ForCpp()
            .Line("#pragma once").Line()
            .Line($"// Canonical enumerators (TensorRT 10's numbers) to those of {family} and back.").Line()
            .Line($"namespace trts::tensorrt::{family}").Line("{").Line();
        foreach (BoundEnum item in api.Enums)
        {
            List<BoundEnumerator> having = [.. item.Values.Where(value => value.PerFamily.ContainsKey(family))];
            if (having.Count == 0)
            {
                continue;
            }

            string type = ShimEmitter.Cpp(item.QualifiedName);
            code.Open($"inline bool to_family(int32_t canonical, {type}& native)").Line("switch (canonical)").Line("{");
            foreach (BoundEnumerator value in having)
            {
                code.Line($"case {value.Canonical}: native = static_cast<{type}>({value.PerFamily[family]}); return true;");
            }

            code.Line("default: return false;").Line("}").Close().Line();
            code.Open($"inline int32_t from_family({type} native)").Line("switch (static_cast<int32_t>(native))").Line("{");
            foreach (BoundEnumerator value in having)
            {
                code.Line($"case {value.PerFamily[family]}: return {value.Canonical};");
            }

            code.Line("default: return -1; // newer than the headers that this was made from").Line("}").Close().Line();
        }

        code.Line($"}} // namespace trts::tensorrt::{family}");
        return new GeneratedFile($"native/tensorrt/enum_map_{family}.g.h", code.ToString());
    }

    private static GeneratedFile Callback(BoundCallbackInterface callback)
    {
        string adapter = Naming.Pascal(callback.Module) + "Adapter";
        string type = ShimEmitter.Cpp("nvinfer1::" + callback.ClassName);
        string callbacks = $"trts_{callback.Module}_callbacks";
        CodeWriter code = ShimEmitter.Open().Line("namespace").Line("{").Line()
            .Line($"class {adapter} final : public {type}").Line("{")
            .Line("public:").Indent()
            .Line($"explicit {adapter}(const {callbacks}& callbacks) : callbacks_(callbacks) {{}}").Line();
        foreach (BoundMethod method in callback.Methods)
        {
            Method(code, method);
        }

        code.Outdent().Line("private:").Indent().Line($"{callbacks} callbacks_;").Outdent().Line("};").Line()
            .Open($"trts_status {callback.Module}_create(const {callbacks}* callbacks, void** out)")
            .Line($"void* memory = trts_support_allocate(sizeof({adapter}));")
            .Line("if (memory == nullptr)").Line("{").Indent()
            .Line($"return trts_support_fail_memory(\"{callback.ClassName}\");").Outdent().Line("}")
            .Line($"{type}* adapter = ::new (memory, InPlace()) {adapter}(*callbacks);")
            .Line("*out = adapter;").Line("return TRTS_OK;").Close().Line()
            .Open($"void {callback.Module}_destroy(void* self)")
            .Line($"auto* adapter = static_cast<{adapter}*>(static_cast<{type}*>(self));")
            .Line($"adapter->~{adapter}();").Line("trts_support_free(adapter);").Close().Line()
            .Line("} // namespace").Line()
            .Open($"void fill_{callback.Module}(trts_api_table& table)")
            .Line($"table.{callback.Module}_create = {callback.Module}_create;")
            .Line($"table.{callback.Module}_destroy = {callback.Module}_destroy;").Close();
        return new GeneratedFile($"native/tensorrt/callbacks/{callback.Module}.g.cpp", ShimEmitter.Close(code));
    }

    private static void Method(CodeWriter code, BoundMethod method)
    {
        string parameters = string.Join(", ", method.Newest.Parameters
            .Select(parameter => $"{Scoped(parameter.Type)} {Naming.Snake(BoundCallbackInterface.NameOf(parameter))}"));
        string arguments = string.Join(", ", method.Parameters.Select(Argument).Append("callbacks_.user_data"));
        string call = $"callbacks_.{Naming.Snake(method.Name)}({arguments})";
        string body = method.Result?.Shape switch
        {
            null => $"{call};",
            Shape.Truth => $"return {call} != 0;",
            _ => $"return {call};",
        };
        code.Open($"{Scoped(method.Newest.Returns)} {method.Name}({parameters}) noexcept override")
            .Line(body).Close().Line();
    }

    private static string Scoped(Model.TypeRef type) => type.Kind switch
    {
        Model.TypeKind.Struct => $"{ShimEmitter.Cpp(type.Name!)}{(type.IsConst ? " const" : "")}{(type.Indirection == Model.Indirection.Reference ? "&" : "")}",
        Model.TypeKind.CudaHandle => "abi::cudaStream_t",
        _ => type.Spelling,
    };

    private static string Argument(BoundParameter parameter) => parameter.Type.Shape switch
    {
        Shape.Dims => $"our_dims_pointer({parameter.CName})",
        Shape.Size => $"from_size({parameter.CName})",
        _ => parameter.CName,
    };
}
