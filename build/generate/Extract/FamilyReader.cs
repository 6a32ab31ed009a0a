using System.Xml.Linq;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Extract;

/// <summary>Reads one family's headers into the model.</summary>
internal sealed class FamilyReader
{
    private readonly HeaderSet _headers;
    private readonly Problems _problems = new();
    private readonly XmlIndex _index;
    private readonly TypeReader _types;
    private readonly ClassReader _classes;

    private FamilyReader(string folder, string cudaFolder)
    {
        _headers = new HeaderSet(folder);
        _index = new XmlIndex(CastXml.Run(HeaderSet.Entries, [folder, cudaFolder]), _headers);
        _types = new TypeReader(_index, _problems);
        _classes = new ClassReader(_index, _types, _problems);
    }

    public static ApiFamily Read(string id, string folder, string cudaFolder) =>
        new FamilyReader(folder, cudaFolder).Read(id);

    private ApiFamily Read(string id)
    {
        _headers.ReportUnknownConditions(_problems);
        _index.ReportMissingVirtuals(_problems);
        int[] version = VersionOf("NV_TENSORRT");
        ApiFamily family = new()
        {
            Id = id,
            Version = string.Join('.', version),
            VersionNumber = Encode(version),
            ParserVersionNumber = Encode(VersionOf("NV_ONNX_PARSER")),
            Enums = [.. Declared("Enumeration").Select(ReadEnum)],
            Constants = [.. Declared("Variable").Where(IsOwnConstant).Select(ReadConstant)],
            Aliases = [.. Declared("Typedef").Where(IsOwnAlias).Select(ReadAlias)],
            Structs = [.. Defined().Where(item => !_types.IsPolymorphic(item)).Select(_classes.ReadStruct)],
            Classes = ReadClasses(),
            Functions = [.. Declared("Function").Where(IsExported).Select(ReadFunction)],
            OpaqueTypes = [.. _types.OpaqueTypes],
        };
        _problems.ThrowIfAny(id);
        return family;
    }

    private int[] VersionOf(string prefix) =>
        [_headers.Macro($"{prefix}_MAJOR"), _headers.Macro($"{prefix}_MINOR"), _headers.Macro($"{prefix}_PATCH")];

    private static int Encode(int[] version) => (version[0] * 10_000) + (version[1] * 100) + version[2];

    private IEnumerable<XElement> Declared(params string[] kinds) =>
        _index.Declared.Where(item => kinds.Contains(item.Name.LocalName));

    private IEnumerable<XElement> Defined() =>
        Declared("Class", "Struct").Where(item => !XmlIndex.Flag(item, "incomplete"));

    private ApiClass[] ReadClasses()
    {
        ApiClass[] classes = [.. Defined().Where(_types.IsPolymorphic).Select(_classes.ReadClass)];
        VtableLayout layout = new(classes);
        ForwardResolver forwards = new(classes, _problems);
        return [.. classes.Select(layout.Apply).Select(forwards.Apply)];
    }

    private (string Namespace, string? Class) ScopeOf(XElement item)
    {
        ILookup<bool, string> scopes =
            _index.Scopes(item).ToLookup(scope => scope.Name.LocalName == "Namespace", XmlIndex.Name);
        return (string.Join("::", scopes[true]), scopes[false].SingleOrDefault());
    }

    private ApiEnum ReadEnum(XElement item)
    {
        (string @namespace, string? declaringClass) = ScopeOf(item);
        if (!XmlIndex.Flag(item, "scoped"))
        {
            _problems.Add($"unscoped enum {XmlIndex.Name(item)}");
        }

        return new ApiEnum
        {
            Name = XmlIndex.Name(item),
            Namespace = @namespace,
            DeclaringClass = declaringClass,
            Underlying = _types.Read(item.Attribute("type")!.Value, item).Spelling,
            Values =
            [
                .. item.Elements("EnumValue").Select(value => new ApiEnumerator
                {
                    Name = XmlIndex.Name(value),
                    Value = XmlIndex.Number(value, "init"),
                    IsDeprecated = XmlIndex.HasAttribute(value, "deprecated"),
                }),
            ],
        };
    }

    /// <summary>EnumMaxImpl's are read off the enums themselves.</summary>
    private bool IsOwnConstant(XElement item) => !_index.Scopes(item).Any(scope => XmlIndex.Name(scope) == "impl");

    private ApiConstant ReadConstant(XElement item)
    {
        (string @namespace, string? declaringClass) = ScopeOf(item);
        string name = XmlIndex.Name(item);
        string value = item.Attribute("init")?.Value.Trim('{', '}', '(', ')') ?? "";
        value = name == "NV_ONNX_PARSER_VERSION" ? $"{Encode(VersionOf("NV_ONNX_PARSER"))}"
            : value.EndsWith("UL", StringComparison.Ordinal) ? value[..^2] + "ULL" // long has two sizes
            : value;
        if (value.Length == 0 || !value.TrimStart('-').TrimEnd('U', 'L').All(char.IsAsciiDigit))
        {
            _problems.Add($"constant {name} = {value}");
        }

        return new ApiConstant
        {
            Name = name,
            Namespace = @namespace,
            DeclaringClass = declaringClass,
            Type = _types.SignatureOf(item.Attribute("type")!.Value, item),
            Value = value,
        };
    }

    private bool IsOwnAlias(XElement item) =>
        _index.Scopes(item).Count > 0 && !_types.OpaqueTypes.Contains(_types.QualifiedName(item));

    private ApiAlias ReadAlias(XElement item)
    {
        (string @namespace, string? declaringClass) = ScopeOf(item);
        return new ApiAlias
        {
            Name = XmlIndex.Name(item),
            Namespace = @namespace,
            DeclaringClass = declaringClass,
            Target = _types.Read(item.Attribute("type")!.Value, item),
        };
    }

    /// <summary>Only extern "C" functions are called by name; inline factories and EnumMax are not.</summary>
    private static bool IsExported(XElement item) =>
        !XmlIndex.Flag(item, "inline") && item.Attribute("mangled") is null;

    private ApiFunction ReadFunction(XElement item) => new()
    {
        Name = XmlIndex.Name(item),
        Namespace = ScopeOf(item).Namespace,
        IsNoExcept = DeclarationText.Read(_index, item).IsNoExcept,
        IsDeprecated = XmlIndex.HasAttribute(item, "deprecated"),
        Returns = _types.Read(item.Attribute("returns")!.Value, item),
        Parameters = ClassReader.ReadParameters(item, _types),
    };
}
