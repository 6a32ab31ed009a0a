using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>The public classes over the tables, one stub object of each, and the network's methods that add layers.</summary>
internal sealed class DoubleObjectText(DoubleFacts facts)
{
    /// <summary>Public classes that are virtual themselves have no pointers: their table is the object.</summary>
    private IEnumerable<DoubleTable> Bare => facts.Tables.Where(table => !table.Class.IsInternal);

    public string Header()
    {
        CodeWriter code = DoubleEmitter.Header("nv.h", "tables.g.h");
        foreach (ApiClass item in facts.Objects)
        {
            ApiField[] pointers = [.. facts.PointersOf(item)];
            string parameters = string.Join(", ", pointers.Select(pointer => $"nv::{pointer.Type.Name}* {Short(pointer)}"));
            code.Line($"/// {item.QualifiedName} over its table{(pointers.Length > 1 ? "s" : "")}.")
                .Line($"class {DoubleFacts.ObjectName(item)} : public nv::{item.QualifiedName}").Line("{").Line("public:").Indent()
                .Line($"explicit {DoubleFacts.ObjectName(item)}({parameters}) {{ "
                    + string.Join(' ', pointers.Select(pointer => $"{pointer.Name} = {Short(pointer)};")) + " }")
                .Outdent().Line("};").Line();
        }

        code.Line("/// A layer that tells what it is.")
            .Line("template <nv::nvinfer1::LayerType type>").Line("class TypedLayerTable : public LayerTable").Line("{").Line("protected:").Indent()
            .Line("nv::nvinfer1::LayerType do_getType() const override { return type; }").Outdent().Line("};").Line();
        code.Line("// Over tables that only give samples.").Line();
        foreach (ApiClass item in facts.Objects)
        {
            ApiField[] pointers = [.. facts.PointersOf(item)];
            string name = DoubleFacts.StubName(item);
            code.Line($"class {name} : public {DoubleFacts.ObjectName(item)}").Line("{").Line("public:").Indent()
                .Line($"{name}() : {DoubleFacts.ObjectName(item)}({string.Join(", ", pointers.Select(pointer => $"&{Short(pointer)}_"))}) {{}}")
                .Outdent().Line().Line("private:").Indent()
                .Lines(pointers.Select(pointer => $"{StubTable(item, pointer)} {Short(pointer)}_;"))
                .Outdent().Line("};").Line();
        }

        code.Line("/// The one stub object of a public class; it lives for ever.")
            .Line("template <class T>").Line("T& stub_object();").Line()
            .Lines(Classes().Select(entry => $"template <>\nnv::{entry.Class.QualifiedName}& stub_object<nv::{entry.Class.QualifiedName}>();"));
        return DoubleEmitter.End(code.Line());
    }

    public string Source()
    {
        CodeWriter code = DoubleEmitter.Source("objects.g.h", "core/objects.h");
        foreach ((ApiClass item, string stub) in Classes())
        {
            string type = $"nv::{item.QualifiedName}";
            code.Line("template <>")
                .Line($"{type}& stub_object<{type}>() {{ static {type}& object = stub<{type}>(\"{item.Name}\", *new {stub}()); return object; }}").Line();
        }

        code.Open("void* stub_by_name(std::string_view name)");
        foreach ((ApiClass item, _) in Classes())
        {
            code.Line($"if (name == \"{item.Name}\") return &stub_object<nv::{item.QualifiedName}>();");
        }

        return DoubleEmitter.End(code.Line("return nullptr;").Close().Line());
    }

    /// <summary>What the network adds: a new object of the right class each time, so that it can be told from others.</summary>
    public string Layers()
    {
        DoubleTable network = facts.Tables.Single(table => table.Class.Name == "VNetworkDefinition");
        CodeWriter code = DoubleEmitter.Header("family/network_parts.h", "objects.g.h")
            .Line("/// The add methods of a network: each adds a layer that holds its inputs, and that a build refuses.")
            .Line("class NetworkLayers : public NetworkParts").Line("{").Line("protected:").Indent();
        foreach (ApiMethod method in network.Methods.Select(method => method.Declared).Where(method => method.Name.StartsWith("add", StringComparison.Ordinal)))
        {
            ApiClass added = facts.ClassOf(method.Returns)!;
            if (facts.DerivesFrom(added, "ILayer"))
            {
                string table = facts.TableOf(facts.PointersOf(added).Last()).Name;
                Add(code, method, $"return add_layer<{DoubleFacts.ObjectName(added)}, {table}>(\"{added.Name}\", LayerType::{LayerType(added)}, {{{Inputs(method)}}});");
            }
            else if (facts.Objects.Contains(added) && added.Name != "ITensor")
            {
                Add(code, method, $"return add_part<{DoubleFacts.StubName(added)}>(\"{added.Name}\");");
            }
        }

        return DoubleEmitter.End(code.Outdent().Line("};").Line());
    }

    private static void Add(CodeWriter code, ApiMethod method, string body) =>
        code.Line($"{DoubleFacts.Cpp(method.Returns)} do_{method.Name}({DoubleParameters.Declare(method, body)}) override {{ {body} }}");

    /// <summary>The tensors among the parameters.</summary>
    private static string Inputs(ApiMethod method) => string.Join(", ", method.Parameters
        .Select((parameter, index) => parameter.Type switch
        {
            { SimpleName: "ITensor", Indirection: Indirection.Reference } => $"one(&{parameter.Name})",
            { SimpleName: "ITensor", Indirection: Indirection.Pointer } => $"one({parameter.Name})",
            { SimpleName: "ITensor" } => $"all({parameter.Name}, {DoubleParameters.LengthOf(method, index)})",
            _ => "",
        })
        .Where(text => text.Length > 0));

    private string StubTable(ApiClass item, ApiField pointer)
    {
        string table = facts.TableOf(pointer).Name;
        return table != "LayerTable" || item.Name == "ILayer" ? table : $"TypedLayerTable<nv::nvinfer1::LayerType::{LayerType(Layer(item))}>";
    }

    /// <summary>A boundary layer is one of those that derive from it.</summary>
    private ApiClass Layer(ApiClass item) =>
        facts.Objects.FirstOrDefault(other => other != item && facts.DerivesFrom(other, item.Name)) ?? item;

    /// <summary>ISoftMaxLayer is a kSOFTMAX, ITopKLayer a kTOPK.</summary>
    private string LayerType(ApiClass item)
    {
        string name = Plain(item.Name[1..].Replace("Layer", "", StringComparison.Ordinal).Replace("IfConditional", "Conditional", StringComparison.Ordinal));
        return facts.Family.Enums.Single(known => known.Name == "LayerType").Values.Single(value => Plain(value.Name[1..]) == name).Name;

        static string Plain(string text) => text.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    private IEnumerable<(ApiClass Class, string Stub)> Classes() =>
    [
        .. facts.Objects.Select(item => (item, DoubleFacts.StubName(item))),
        .. Bare.Select(table => (table.Class, table.Name)),
    ];

    /// <summary>mImpl is "impl".</summary>
    private static string Short(ApiField pointer) => char.ToLowerInvariant(pointer.Name[1]) + pointer.Name[2..];
}
