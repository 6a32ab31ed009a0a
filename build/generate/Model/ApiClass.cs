using System.Text.Json.Serialization;

namespace TensorRTSharp.Generate.Model;

/// <summary>A polymorphic class: an interface of TensorRT or of the application, or an apiv:: table.</summary>
internal sealed record ApiClass : ApiDeclaration
{
    /// <summary>Spelled as seen from the class's namespace. TensorRT uses single inheritance only.</summary>
    public string? Base { get; init; }

    /// <summary>The base's qualified name.</summary>
    public string? BaseName { get; init; }

    public required int Size { get; init; }

    public required int Align { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>Some virtual function is still pure here.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>False where the copy constructor is deleted or inaccessible.</summary>
    public bool IsCopyable { get; init; }

    /// <summary>Null where the headers declare none.</summary>
    public ApiDestructor? Destructor { get; init; }

    /// <summary>Using-declarations, such as "ILayer::setInput".</summary>
    public IReadOnlyList<string> Usings { get; init; } = [];

    public IReadOnlyList<ApiField> Fields { get; init; } = [];

    /// <summary>In declaration order, which decides the slots.</summary>
    public IReadOnlyList<ApiMethod> Methods { get; init; } = [];

    /// <summary>An internal class of apiv::, one table of virtual functions behind a public wrapper.</summary>
    [JsonIgnore]
    public bool IsInternal => Namespace.EndsWith("::apiv", StringComparison.Ordinal);

    /// <summary>The name that the namespace nvinfer1 or nvonnxparser has for it: versioned classes go by an alias.</summary>
    [JsonIgnore]
    public string PublicName => PublicNameOf(QualifiedName);

    public static string PublicNameOf(string qualifiedName)
    {
        string name = PublicQualifiedNameOf(qualifiedName);
        return name[(name.LastIndexOf(':') + 1)..];
    }
}

internal sealed record ApiDestructor
{
    public Access Access { get; init; }

    public bool IsVirtual { get; init; }

    public bool IsPure { get; init; }

    /// <summary>How many of the class's methods are declared before it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int DeclIndex { get; init; }

    /// <summary>The first of its two slots in an Itanium vtable (complete, then deleting).</summary>
    public int? Slot { get; init; }
}

internal sealed record ApiMethod
{
    public required string Name { get; init; }

    /// <summary>Tells overloads apart: the parameters' types, such as "INetworkDefinition&amp;, int32_t".</summary>
    public required string Signature { get; init; }

    public Access Access { get; init; }

    public bool IsVirtual { get; init; }

    public bool IsPure { get; init; }

    public bool IsConst { get; init; }

    public bool IsStatic { get; init; }

    public bool IsNoExcept { get; init; }

    public bool IsOverride { get; init; }

    public bool IsFinal { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>Its index in an Itanium vtable, counted from the address point.</summary>
    public int? Slot { get; init; }

    public required TypeRef Returns { get; init; }

    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    public ApiBody? Body { get; init; }
}

internal sealed record ApiParameter
{
    /// <summary>Empty where the headers give none.</summary>
    public required string Name { get; init; }

    public required TypeRef Type { get; init; }

    public string? Default { get; init; }
}

internal enum BodyKind
{
    /// <summary><c>mImpl->method(arguments)</c></summary>
    Forward,

    /// <summary>A call of another method of the same object.</summary>
    SelfForward,

    /// <summary><c>return Text;</c></summary>
    Constant,

    /// <summary><c>{}</c></summary>
    Empty,
}

/// <summary>What an inline method does.</summary>
internal sealed record ApiBody
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required BodyKind Kind { get; init; }

    /// <summary>The field called through, such as "mImpl".</summary>
    public string? Target { get; init; }

    /// <summary>The qualified name of the class that declares the method called.</summary>
    public string? TargetClass { get; init; }

    public string? TargetMethod { get; init; }

    public string? TargetSignature { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The returned expression of a constant.</summary>
    public string? Text { get; init; }
}
