using System.Text.Json.Serialization;

namespace TensorRTSharp.Generate.Model;

internal enum TypeKind
{
    Void,
    Bool,
    Char,
    Int8,
    UInt8,
    Int32,
    UInt32,
    Int64,
    UInt64,

    /// <summary>size_t.</summary>
    Size,
    Float,
    Double,

    /// <summary>char const*: the pointer belongs to the kind, so a Value of this kind is one string.</summary>
    CString,
    Enum,
    Struct,

    /// <summary>A polymorphic class.</summary>
    Object,

    /// <summary>A class that the headers never define.</summary>
    Opaque,

    /// <summary>CUDA's cudaStream_t or cudaEvent_t: a pointer to something opaque, passed by value.</summary>
    CudaHandle,
}

internal enum Indirection
{
    Value,
    Pointer,
    Reference,
    PointerToPointer,
    ReferenceToPointer,
}

/// <summary>A type as it is used, in C++ spelling and taken apart.</summary>
internal sealed record TypeRef
{
    /// <summary>Valid C++ in the scope of the declaration that uses it.</summary>
    public required string Spelling { get; init; }

    /// <summary>What is left without pointers, references and const, through aliases.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required TypeKind Kind { get; init; }

    /// <summary>The qualified name of the enum, struct, class or handle, through aliases.</summary>
    public string? Name { get; init; }

    /// <summary>The innermost thing pointed or referred to is const.</summary>
    public bool IsConst { get; init; }

    public Indirection Indirection { get; init; }

    /// <summary>The length of an array field.</summary>
    public int? ArrayLength { get; init; }

    [JsonIgnore]
    public string? SimpleName => Name?[(Name.LastIndexOf(':') + 1)..];

    public override string ToString() => Spelling;
}
