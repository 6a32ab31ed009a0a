using System.Globalization;
using System.Text.RegularExpressions;
using TensorRTSharp.Generate.Model;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>A virtual function as the fake TensorRT answers for it.</summary>
/// <param name="Declared">The slot.</param>
/// <param name="PublicName">The public method that it stands for: what calls and faults go by.</param>
/// <param name="Since">The family's first version that has it, major * 100 + minor; 0 where nobody knows.</param>
/// <param name="CanThrow">Neither the slot nor the public method is noexcept.</param>
internal sealed record DoubleMethod(ApiMethod Declared, string PublicName, int Since, bool CanThrow);

/// <summary>A class of virtual functions that TensorRT implements, and so the fake.</summary>
/// <param name="Class">An apiv:: class, or a public one that is virtual itself.</param>
/// <param name="Name">The fake's class: "BuilderConfigTable".</param>
/// <param name="Methods">Every virtual function.</param>
internal sealed record DoubleTable(ApiClass Class, string Name, IReadOnlyList<DoubleMethod> Methods);

/// <summary>What one family's fake has to know.</summary>
internal sealed partial class DoubleFacts
{
    private readonly SinceFile _since;
    private readonly IReadOnlyCollection<string> _application;
    private readonly HashSet<string> _overloaded;
    private readonly Dictionary<string, ApiClass> _classes;
    private readonly Dictionary<(string? Class, string? Method, string? Signature), (ApiClass Class, ApiMethod Method)> _forwards;

    public DoubleFacts(ApiModel model, ApiFamily family, SinceFile since, IReadOnlyCollection<string> application)
    {
        Family = family;
        _since = since;
        _application = application;
        _classes = family.Classes.ToDictionary(item => item.QualifiedName);
        // A name is overloaded where any family overloads it: then it is spelled alike in all of them.
        _overloaded =
        [
            .. model.Families.SelectMany(item => item.Classes).SelectMany(item => item.Methods
                .GroupBy(method => BareKey(item, method)).Where(group => group.Count() > 1).Select(group => group.Key)),
        ];
        _forwards = family.Classes
            .SelectMany(item => item.Methods.Select(method => (Class: item, Method: method)))
            .Where(entry => entry.Method.Body?.Kind == BodyKind.Forward)
            .ToDictionary(entry => (entry.Method.Body!.TargetClass, entry.Method.Body.TargetMethod, entry.Method.Body.TargetSignature));
        Tables = [.. family.Classes.Where(IsTable).Select(Table)];
        Objects = [.. family.Classes.Where(item => !item.IsInternal && PointersOf(item).Any())];
        Interfaces = [.. family.Classes.Where(item => IsApplication(item) && VirtualMethods(item).Any())];
    }

    public ApiFamily Family { get; }

    public IReadOnlyList<DoubleTable> Tables { get; }

    /// <summary>Public classes over tables.</summary>
    public IReadOnlyList<ApiClass> Objects { get; }

    /// <summary>What an application implements.</summary>
    public IReadOnlyList<ApiClass> Interfaces { get; }

    public static string TableName(ApiClass item) => item.Name[1..] + "Table";

    public static string ObjectName(ApiClass item) => item.Name[1..] + "Object";

    public static string StubName(ApiClass item) => item.Name[1..] + "Stub";

    public bool IsApplication(ApiClass item) => _application.Contains(item.Name);

    public ApiClass? ClassOf(TypeRef type) => _classes.GetValueOrDefault(type.Name ?? "");

    public DoubleTable TableOf(ApiField pointer) => Tables.Single(table => table.Class.QualifiedName == pointer.Type.Name);

    public ApiEnum EnumOf(TypeRef type) => Family.Enums.Single(item => item.QualifiedName == type.Name);

    public bool DerivesFrom(ApiClass item, string ancestor) => Chain(item).Any(link => link.Name == ancestor);

    /// <summary>The pointers to tables of a public class, those of its bases first: mLayer, mBoundary, mImpl.</summary>
    public IEnumerable<ApiField> PointersOf(ApiClass item) => Chain(item).Reverse()
        .SelectMany(link => link.Fields)
        .Where(field => _classes.TryGetValue(field.Type.Name ?? "", out ApiClass? target) && target.IsInternal);

    /// <summary>The virtual functions of an interface and its bases, each with the class that declares it first.</summary>
    public IEnumerable<(ApiClass Class, ApiMethod Method)> VirtualMethods(ApiClass item) => Chain(item).Reverse()
        .SelectMany(link => link.Methods.Where(method => method.IsVirtual && !method.IsOverride && !OverridesInFact(link, method))
            .Select(method => (link, method)));

    /// <summary>"IBuilder::createNetworkV2"; with its signature where the name is overloaded.</summary>
    public string PublicName(ApiClass item, ApiMethod method)
    {
        string key = SinceFile.KeyOf(item.QualifiedName, method);
        return _overloaded.Contains(BareKey(item, method)) ? key : key[..key.IndexOf('(', StringComparison.Ordinal)];
    }

    /// <summary>The C++ text of a type from anywhere: what it names is fully qualified.</summary>
    public static string Cpp(TypeRef type)
    {
        if (!type.Spelling.Contains('*', StringComparison.Ordinal))
        {
            switch (type)
            {
                case { Kind: TypeKind.CString }: // an alias of it
                    return "char const*";
                case { Kind: TypeKind.Void, Indirection: Indirection.Pointer }:
                    return "void*";
            }
        }

        string named = type.Kind switch
        {
            TypeKind.Void => "void",
            TypeKind.Bool => "bool",
            TypeKind.Char or TypeKind.CString => "char",
            TypeKind.Int8 => "int8_t",
            TypeKind.UInt8 => "uint8_t",
            TypeKind.Int32 => "int32_t",
            TypeKind.UInt32 => "uint32_t",
            TypeKind.Int64 => "int64_t",
            TypeKind.UInt64 => "uint64_t",
            TypeKind.Size => "size_t",
            TypeKind.Float => "float",
            TypeKind.Double => "double",
            _ => "nv::" + type.Name,
        };
        return LeadingName().Replace(type.Spelling, named, 1);
    }

    /// <summary>The type of a variable that can be passed where the type is wanted.</summary>
    public static string CppVariable(TypeRef type)
    {
        string text = Cpp(type).TrimEnd('&');
        return text.Contains('*', StringComparison.Ordinal)
            ? ConstPointer().Replace(text, "*")
            : text.Replace(" const", "", StringComparison.Ordinal);
    }

    /// <summary>Some tables are empty, and a public class points to them all the same.</summary>
    private bool IsTable(ApiClass item) => item.IsInternal
        ? item.BaseName is not null // all but the root of them
        : !IsApplication(item) && item.Methods.Any(method => method.IsVirtual && method.IsPure);

    private DoubleTable Table(ApiClass item)
    {
        List<DoubleMethod> methods = [];
        foreach (ApiMethod method in item.Methods.Where(method => method.IsVirtual))
        {
            (ApiClass owner, ApiMethod declared) = _forwards.GetValueOrDefault((item.QualifiedName, method.Name, method.Signature), (item, method));
            methods.Add(new DoubleMethod(method, PublicName(owner, declared), VersionNumber(owner, declared),
                !method.IsNoExcept && !declared.IsNoExcept));
        }

        // A slot that no public method stands for is as old as the one before it: slots are only ever appended.
        for (int i = 0; i < methods.Count; i++)
        {
            if (methods[i].Since == 0)
            {
                methods[i] = methods[i] with { Since = i > 0 ? methods[i - 1].Since : methods.Find(other => other.Since > 0)?.Since ?? 0 };
            }
        }

        return new DoubleTable(item, TableName(item), methods);
    }

    private int VersionNumber(ApiClass item, ApiMethod method) =>
        _since.FirstVersion(item.QualifiedName, method, Family.Id)?.Split('.') is [string major, string minor]
            ? (int.Parse(major, CultureInfo.InvariantCulture) * 100) + int.Parse(minor, CultureInfo.InvariantCulture)
            : 0;

    private static string BareKey(ApiClass item, ApiMethod method)
    {
        string key = SinceFile.KeyOf(item.QualifiedName, method);
        return key[..key.IndexOf('(', StringComparison.Ordinal)];
    }

    /// <summary>Some of NVIDIA's overrides do not say so.</summary>
    private bool OverridesInFact(ApiClass item, ApiMethod method) => Chain(item).Skip(1)
        .Any(link => link.Methods.Any(other => other.IsVirtual && other.Slot == method.Slot && other.Name == method.Name));

    private IEnumerable<ApiClass> Chain(ApiClass item)
    {
        for (ApiClass? link = item; link is not null; link = _classes.GetValueOrDefault(link.BaseName ?? ""))
        {
            yield return link;
        }
    }

    [GeneratedRegex(@"^[\w:]+")]
    private static partial Regex LeadingName();

    [GeneratedRegex(@"\* const$")]
    private static partial Regex ConstPointer();
}
