using System.Text.Json.Serialization;

namespace TensorRTSharp.Generate.Model;

/// <summary>A name and where it is declared.</summary>
internal abstract record ApiDeclaration
{
    [JsonPropertyOrder(-3)]
    public required string Name { get; init; }

    /// <summary>Fully written, such as "nvinfer1::v_1_0"; empty for the global namespace.</summary>
    [JsonPropertyOrder(-2)]
    public required string Namespace { get; init; }

    /// <summary>The class around a nested declaration, by its simple name.</summary>
    [JsonPropertyOrder(-1)]
    public string? DeclaringClass { get; init; }

    /// <summary>By the names that namespaces nvinfer1 and nvonnxparser have themselves, whatever version they stand for.</summary>
    [JsonIgnore]
    public string PublicQualifiedName => PublicQualifiedNameOf(QualifiedName);

    public static string PublicQualifiedNameOf(string qualifiedName) => qualifiedName
        .Replace("v_2_0::IPluginV3OneBuild", "IPluginV3OneBuildV2", StringComparison.Ordinal)
        .Replace("v_1_0::", "", StringComparison.Ordinal);

    [JsonIgnore]
    public string QualifiedName =>
        string.Join("::", new[] { Namespace, DeclaringClass, Name }.Where(part => !string.IsNullOrEmpty(part)));
}

internal sealed record ApiEnum : ApiDeclaration
{
    /// <summary>The fixed underlying type, such as "int32_t".</summary>
    public required string Underlying { get; init; }

    public IReadOnlyList<ApiEnumerator> Values { get; init; } = [];
}

internal sealed record ApiEnumerator
{
    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long Value { get; init; }

    public bool IsDeprecated { get; init; }
}

/// <summary>A compile-time constant, of a namespace or of a class.</summary>
internal sealed record ApiConstant : ApiDeclaration
{
    public required string Type { get; init; }

    /// <summary>A C++ literal without an L suffix.</summary>
    public required string Value { get; init; }
}

/// <summary><c>using Name = Target;</c></summary>
internal sealed record ApiAlias : ApiDeclaration
{
    public required TypeRef Target { get; init; }
}

internal sealed record ApiField
{
    public required string Name { get; init; }

    public required TypeRef Type { get; init; }

    public Access Access { get; init; }

    /// <summary>In bytes, on a 64-bit platform.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int Offset { get; init; }

    /// <summary>The default member initializer.</summary>
    public string? Default { get; init; }
}

internal sealed record ApiStruct : ApiDeclaration
{
    public required int Size { get; init; }

    public required int Align { get; init; }

    /// <summary>Spelled as seen from the struct's namespace.</summary>
    public string? Base { get; init; }

    public IReadOnlyList<ApiField> Fields { get; init; } = [];
}

/// <summary>One of the library's exported, unmangled functions.</summary>
internal sealed record ApiFunction
{
    public required string Name { get; init; }

    /// <summary>The namespace in which it is declared; its symbol has none.</summary>
    public required string Namespace { get; init; }

    public bool IsNoExcept { get; init; }

    public bool IsDeprecated { get; init; }

    public required TypeRef Returns { get; init; }

    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];
}

internal enum Access
{
    Public,
    Protected,
    Private,
}
