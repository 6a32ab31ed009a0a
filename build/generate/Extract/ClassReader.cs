using System.Xml.Linq;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Extract;

/// <summary>Reads classes and structs. Slots and the targets of forwarding bodies are filled in afterwards.</summary>
internal sealed class ClassReader(XmlIndex index, TypeReader types, Problems problems)
{
    public ApiClass ReadClass(XElement item)
    {
        XElement[] members = [.. index.Members(item)];
        XElement[] methods = [.. members.Where(member => member.Name.LocalName == "Method")];
        XElement? @base = BaseOf(item);
        return new ApiClass
        {
            Name = XmlIndex.Name(item),
            Namespace = NamespaceOf(item),
            Base = @base is null ? null : types.RelativeName(@base, item),
            BaseName = @base is null ? null : types.QualifiedName(@base),
            Size = XmlIndex.Number(item, "size") / 8,
            Align = XmlIndex.Number(item, "align") / 8,
            IsDeprecated = XmlIndex.HasAttribute(item, "deprecated"),
            IsAbstract = XmlIndex.Flag(item, "abstract"),
            IsCopyable = members.Any(IsPublicCopyConstructor),
            Destructor = members
                .Where(member => member.Name.LocalName == "Destructor" && !XmlIndex.Flag(member, "artificial"))
                .Select(destructor => ReadDestructor(destructor, methods)).SingleOrDefault(),
            Usings = ReadUsings(item),
            Fields = ReadFields(members),
            Methods = [.. methods.Select(ReadMethod)],
        };
    }

    public ApiStruct ReadStruct(XElement item)
    {
        XElement? @base = BaseOf(item);
        return new ApiStruct
        {
            Name = XmlIndex.Name(item),
            Namespace = NamespaceOf(item),
            Size = XmlIndex.Number(item, "size") / 8,
            Align = XmlIndex.Number(item, "align") / 8,
            Base = @base is null ? null : types.RelativeName(@base, item),
            Fields = ReadFields(index.Members(item)),
        };
    }

    public static ApiParameter[] ReadParameters(XElement function, TypeReader types) =>
    [
        .. function.Elements("Argument").Select(argument => new ApiParameter
        {
            Name = XmlIndex.Name(argument),
            Type = types.Read(argument.Attribute("type")!.Value, function),
            Default = DefaultOf(argument),
        }),
    ];

    /// <summary>castxml qualifies names in defaults fully; all of TensorRT's users of one live in nvinfer1.</summary>
    private static string? DefaultOf(XElement argument) =>
        argument.Attribute("default")?.Value.Replace("nvinfer1::", "", StringComparison.Ordinal);

    private string NamespaceOf(XElement item) => string.Join("::", index.Scopes(item).Select(XmlIndex.Name));

    private XElement? BaseOf(XElement item)
    {
        XElement[] bases = [.. item.Elements("Base")];
        if (bases.Length > 1
            || bases.Any(one => XmlIndex.Flag(one, "virtual") || one.Attribute("access")?.Value != "public"))
        {
            problems.Add($"{XmlIndex.Name(item)}: bases other than one public one");
        }

        return bases.Length == 0 ? null : index.Follow(bases[0], "type");
    }

    private static Access AccessOf(XElement member) =>
        Enum.Parse<Access>(member.Attribute("access")!.Value, ignoreCase: true);

    private bool IsPublicCopyConstructor(XElement member) =>
        member.Name.LocalName == "Constructor"
        && AccessOf(member) == Access.Public
        && member.Elements("Argument").Select(argument => index.Follow(argument, "type")).ToArray() is [var type]
        && type.Name.LocalName == "ReferenceType"
        && types.SignatureOf(XmlIndex.Id(type), member) == $"{XmlIndex.Name(member)} const&";

    private string[] ReadUsings(XElement item) =>
    [
        .. index.UsedMembers(item)
            .Select(member => $"{XmlIndex.Name(index.Context(member)!)}::{XmlIndex.Name(member)}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private ApiField[] ReadFields(IEnumerable<XElement> members) =>
    [
        .. members.Where(member => member.Name.LocalName == "Field").Select(field => new ApiField
        {
            Name = XmlIndex.Name(field),
            Type = types.Read(field.Attribute("type")!.Value, field),
            Access = AccessOf(field),
            Offset = XmlIndex.Number(field, "offset") / 8,
            Default = field.Attribute("init")?.Value,
        }),
    ];

    private static ApiDestructor ReadDestructor(XElement item, XElement[] methods) => new()
    {
        Access = AccessOf(item),
        IsVirtual = XmlIndex.Flag(item, "virtual"),
        IsPure = XmlIndex.Flag(item, "pure_virtual"),
        DeclIndex = methods.Count(method => XmlIndex.Number(method, "line") < XmlIndex.Number(item, "line")),
    };

    private ApiMethod ReadMethod(XElement item)
    {
        DeclarationText text = DeclarationText.Read(index, item);
        ApiBody? body = text.Body is null ? null : BodyReader.Read(text.Body);
        bool isPure = XmlIndex.Flag(item, "pure_virtual");
        if (isPure ? text.Body is not null : body is null)
        {
            problems.Add($"{index.Source(item).Name}: body of {types.QualifiedName(item)}: {text.Body ?? "none"}");
        }

        return new ApiMethod
        {
            Name = XmlIndex.Name(item),
            Signature = string.Join(", ", item.Elements("Argument")
                .Select(argument => types.SignatureOf(argument.Attribute("type")!.Value, item))),
            Access = AccessOf(item),
            IsVirtual = XmlIndex.Flag(item, "virtual"),
            IsPure = isPure,
            IsConst = XmlIndex.Flag(item, "const"),
            IsStatic = XmlIndex.Flag(item, "static"),
            IsNoExcept = text.IsNoExcept,
            IsOverride = item.Attribute("overrides") is not null,
            IsFinal = text.IsFinal,
            IsDeprecated = XmlIndex.HasAttribute(item, "deprecated"),
            Returns = types.Read(item.Attribute("returns")!.Value, item),
            Parameters = ReadParameters(item, types),
            Body = body,
        };
    }
}
