using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/tensorrt: the bodies that call NVIDIA's objects; one source, compiled for each family.</summary>
internal sealed class ShimEmitter(BoundApi api) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() =>
        [FillMethods(), StructChecks(), .. api.Modules.GroupBy(module => module.Area).Select(Area)];

    /// <summary>Opens and closes a file of the freestanding folder.</summary>
    internal static CodeWriter Open() => CodeWriter.ForCpp()
        .Line("#include \"tensorrt/family_select.h\"").Line()
        .Line("namespace trts::tensorrt::TRTS_FAMILY").Line("{");

    internal static string Close(CodeWriter code) => code.Line().Line("} // namespace trts::tensorrt::TRTS_FAMILY").ToString();

    internal static string Cpp(string qualifiedName) => "abi::" + ApiDeclaration.PublicQualifiedNameOf(qualifiedName);

    /// <summary>"#if" over the families, or null where it is all of them.</summary>
    internal static string? Condition(BoundApi api, IEnumerable<string> families)
    {
        List<string> having = [.. families];
        return having.Count == api.Facts.Families.Count
            ? null
            : string.Join(" || ", having.Select(family => $"defined(TRTS_FAMILY_{family})"));
    }

    private GeneratedFile FillMethods()
    {
        List<string> parts = [.. api.Modules.Select(module => module.Area).Concat(api.CallbackRoots.Select(api.Objects.ModuleOf)).Distinct()];
        CodeWriter code = Open().Line()
            .Lines(parts.Select(part => $"void fill_{part}(trts_api_table& table);"))
            .Line().Line("} // namespace trts::tensorrt::TRTS_FAMILY").Line()
            .Open("void TRTS_FAMILY_FUNCTION(TRTS_FAMILY, fill_methods)(trts_api_table* table)")
            .Line("using namespace trts::tensorrt::TRTS_FAMILY;")
            .Lines(parts.Select(part => $"fill_{part}(*table);"))
            .Close();
        return new GeneratedFile("native/tensorrt/methods.g.cpp", code.ToString());
    }

    /// <summary>The C ABI's structs are NVIDIA's: sizes and offsets, at compile time.</summary>
    private GeneratedFile StructChecks()
    {
        CodeWriter code = CodeWriter.ForCpp()
            .Line("// The C ABI's structs are this family's own, under other names.")
            .Line("#pragma once").Line()
            .Line("namespace trts::tensorrt::TRTS_FAMILY").Line("{").Line();
        foreach (BoundStruct item in api.Structs)
        {
            string? condition = Condition(api, item.Families);
            string type = Cpp(item.QualifiedName);
            code.Lines(condition is null ? [] : [$"#if {condition}"])
                .Line($"static_assert(sizeof({item.CName}) == sizeof({type}) && alignof({item.CName}) == alignof({type}));")
                .Lines(item.Fields.Select(field => $"static_assert(offsetof({item.CName}, {(item.QualifiedName == BoundStruct.Dims
                    ? Naming.Snake(field.Name) : field.CName)}) == offsetof({type}, {field.Name}));"))
                .Lines(condition is null ? [] : ["#endif"]);
        }

        return new GeneratedFile("native/tensorrt/struct_checks.g.h", code.Line().Line("} // namespace trts::tensorrt::TRTS_FAMILY").ToString());
    }

    private GeneratedFile Area(IGrouping<string, BoundModule> area)
    {
        CodeWriter code = Open().Line("namespace").Line("{").Line();
        foreach (BoundModule module in area)
        {
            Module(code, module);
        }

        code.Line("} // namespace").Line().Open($"void fill_{area.Key}(trts_api_table& table)");
        foreach (BoundModule module in area)
        {
            if (module.IsOwned)
            {
                string? condition = Condition(api, FamiliesOf(module));
                code.Lines(condition is null ? [] : [$"#if {condition}"])
                    .Line($"table.{module.Module}_destroy = {module.Module}_destroy;")
                    .Lines(condition is null ? [] : ["#endif"]);
            }

            foreach (BoundMethod method in module.Methods)
            {
                string? condition = Condition(api, method.PerFamily.Keys);
                code.Lines(condition is null ? [] : [$"#if {condition}"])
                    .Line($"table.{method.CName} = {method.CName};")
                    .Lines(condition is null ? [] : ["#endif"]);
            }
        }

        return new GeneratedFile($"native/tensorrt/{area.Key}.g.cpp", Close(code.Line("(void)table;").Close()));
    }

    private IEnumerable<string> FamiliesOf(BoundModule module) =>
        api.Facts.Families.Where(family => family.Classes.Any(type => !type.IsInternal && type.PublicName == module.ClassName)).Select(family => family.Id);

    private void Module(CodeWriter code, BoundModule module)
    {
        string self = Cpp($"{module.Namespace}::{module.ClassName}");
        string? condition = Condition(api, FamiliesOf(module));
        code.Lines(condition is null ? [] : [$"#if {condition}"]);
        if (module.IsOwned)
        {
            code.Open($"void {module.Module}_destroy(void* self)")
                .Line($"const trts_status ignored = foreign_call(\"{module.ClassName}::~{module.ClassName}\", [&]() -> trts_status {{").Indent()
                .Line($"delete static_cast<{self}*>(self);")
                .Line("return TRTS_OK;").Outdent().Line("});")
                .Line("(void)ignored; // a destructor has nobody to tell")
                .Close().Line();
        }

        Receiver(code, module, self);
        foreach (BoundMethod method in module.Methods)
        {
            foreach (IGrouping<string, KeyValuePair<string, ApiMethod>> variant in Variants(method))
            {
                string? having = Condition(api, variant.Select(entry => entry.Key));
                code.Lines(having is null || having == condition ? [] : [$"#if {having}"]);
                new ShimBody(code, api, module, method, variant.First().Value).Write();
                code.Lines(having is null || having == condition ? [] : ["#endif"]).Line();
            }
        }

        code.Lines(condition is null ? [] : ["#endif", ""]);
    }

    /// <summary>A view tells its root type only: what it is beyond that is asked before it is used as such.</summary>
    private void Receiver(CodeWriter code, BoundModule module, string self)
    {
        if (module.Methods.Count == 0)
        {
            return;
        }

        if (module.LayerTypes.Count > 0)
        {
            IEnumerable<string> types = module.LayerTypes.Select(name => $"type == abi::nvinfer1::LayerType::{name}");
            code.Line($"/// Null for a layer of another kind.")
                .Open($"{self}* {module.Module}_of(void* self)")
                .Line("auto* layer = static_cast<abi::nvinfer1::ILayer*>(self);")
                .Line("const abi::nvinfer1::LayerType type = layer->getType();")
                .Line($"return {string.Join(" || ", types)} ? static_cast<{self}*>(layer) : nullptr;")
                .Close().Line();
        }
        else if (module.Kind is not null)
        {
            string root = Cpp($"nvinfer1::{api.Objects.RootOf(module.ClassName)}");
            code.Line($"/// Null for an object with another interface.")
                .Open($"{self}* {module.Module}_of(void* self)")
                .Line($"auto* object = static_cast<{root}*>(self);")
                .Line($"return same_text(object->getInterfaceInfo().kind, \"{module.Kind}\") ? static_cast<{self}*>(object) : nullptr;")
                .Close().Line();
        }
    }

    /// <summary>Families whose declarations differ get bodies of their own.</summary>
    private static IEnumerable<IGrouping<string, KeyValuePair<string, ApiMethod>>> Variants(BoundMethod method) =>
        method.PerFamily.GroupBy(entry => $"{entry.Value.Returns.Kind} {entry.Value.Returns.Indirection} {entry.Value.Signature}");
}
