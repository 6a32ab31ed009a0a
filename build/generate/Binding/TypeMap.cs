using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>What a type means at the boundary; every layer's spelling follows from it.</summary>
internal enum Shape
{
    /// <summary>A byte of a struct.</summary>
    UInt8,
    Int32,
    UInt32,
    Int64,

    /// <summary>64 bits with no meaning as a number of bytes.</summary>
    UInt64,
    Float,
    Double,

    /// <summary>bool: int32_t in C.</summary>
    Truth,

    /// <summary>size_t, or a number of bytes in a uint64_t: int64_t in C, saturated.</summary>
    Size,

    /// <summary>An enumerator, canonical over the families.</summary>
    Enum,

    /// <summary>A bit mask of an enum's values, canonical over the families.</summary>
    Mask,

    /// <summary>UTF-8.</summary>
    String,

    /// <summary>A struct of the same layout in C, by pointer.</summary>
    Struct,

    /// <summary>An owned object: a handle.</summary>
    Owned,

    /// <summary>A borrowed object: a view.</summary>
    Borrowed,

    /// <summary>An adapter around an application's callbacks: a handle.</summary>
    Callback,

    /// <summary>An object with an interface that applications implement, whoever made it: a view.</summary>
    Reference,

    /// <summary>A raw CUDA stream or event.</summary>
    Stream,

    /// <summary>Memory: void*.</summary>
    Memory,

    /// <summary>Read-only memory: void const*.</summary>
    ConstMemory,

    /// <summary>Several of the element; whether read or filled, and how many, the parameter says.</summary>
    Array,
}

/// <param name="Shape">What it means.</param>
/// <param name="Module">The stem of the object, for owned, borrowed, callback and reference.</param>
/// <param name="Name">The qualified C++ name of the enum, struct or class.</param>
/// <param name="Element">Of an array.</param>
/// <param name="IsConst">Of an array: it may not be written to.</param>
internal sealed record BoundType(
    Shape Shape, string? Module = null, string? Name = null, BoundType? Element = null, bool IsConst = false)
{
    public string? EnumName => Shape is Shape.Enum or Shape.Mask ? Name : Element?.EnumName;

    public string? StructName => Shape == Shape.Struct ? Name : Element?.StructName;

    public bool IsStruct(string simpleName) => Shape == Shape.Struct && Name!.EndsWith("::" + simpleName, StringComparison.Ordinal);
}

/// <summary>From C++ types to shapes. What has no shape fails the run.</summary>
internal sealed class TypeMap(ApiModel facts, ObjectRules objects)
{
    private static readonly string[] Scopes = ["nvinfer1", "nvonnxparser"];

    private readonly HashSet<string> _enums =
        [.. facts.Families.SelectMany(family => family.Enums).Select(item => item.PublicQualifiedName)];

    /// <param name="parameter">Of a method that is called, or of a callback.</param>
    /// <param name="isCallback">What a callback gets is TensorRT's, as is a result.</param>
    /// <param name="where">For messages.</param>
    public BoundType OfParameter(ApiParameter parameter, bool isCallback, string where) =>
        Of(parameter.Type, parameter.Name, isGiven: isCallback) ?? throw NoShape(where, "parameter", parameter.Type);

    public BoundType? OfResult(ApiMethod method, bool isQuestion, string where)
    {
        TypeRef type = method.Returns;
        if (type is { Kind: TypeKind.Void, Indirection: Indirection.Value })
        {
            return null;
        }

        BoundType shape = Of(type, "", isGiven: true) ?? throw NoShape(where, "result", type);
        return shape.Shape == Shape.Truth && !isQuestion ? null : shape;
    }

    /// <summary>A field of a struct that C has, too.</summary>
    public BoundType OfField(ApiField field, string where) => Of(field.Type with { ArrayLength = null }, field.Name, isGiven: false)
        ?? throw NoShape(where, "field", field.Type);

    private static GeneratorException NoShape(string where, string what, TypeRef type) => new(
        $"{where}: a {what} of type '{type.Spelling}' has no shape at the boundary; teach TypeMap, or leave it out in binding.json.");

    private BoundType? Of(TypeRef type, string name, bool isGiven) => type switch
    {
        { ArrayLength: not null } => null,
        { Kind: TypeKind.Object } => OfObject(type, isGiven),
        { Kind: TypeKind.Opaque, Indirection: Indirection.Pointer } => new(Shape.Memory),
        { Kind: TypeKind.CString, Indirection: Indirection.Value } => new(Shape.String),
        { Kind: TypeKind.CString, Indirection: Indirection.Pointer } =>
            new(Shape.Array, Element: new(Shape.String), IsConst: type.Spelling.Contains("const* const*", StringComparison.Ordinal)),
        { Kind: TypeKind.Void, Indirection: Indirection.Pointer } => new(type.IsConst ? Shape.ConstMemory : Shape.Memory),
        { Kind: TypeKind.Void, Indirection: Indirection.PointerToPointer } => new(
            Shape.Array, Element: new(type.IsConst ? Shape.ConstMemory : Shape.Memory),
            IsConst: type.Spelling.Contains("* const*", StringComparison.Ordinal)),
        { Kind: TypeKind.Struct, Indirection: Indirection.Value or Indirection.Reference } => new(Shape.Struct, Name: NameOf(type)),
        { Kind: TypeKind.Struct, Indirection: Indirection.Pointer } =>
            new(Shape.Array, Element: new(Shape.Struct, Name: NameOf(type)), IsConst: type.IsConst),
        { Indirection: Indirection.Value } => OfScalar(type, name),
        { Indirection: Indirection.Pointer or Indirection.Reference } when OfScalar(type, name) is { } element =>
            new(Shape.Array, Element: element, IsConst: type.IsConst),
        _ => null,
    };

    private static string NameOf(TypeRef type) => ApiDeclaration.PublicQualifiedNameOf(type.Name!);

    private BoundType? OfScalar(TypeRef type, string name) => type.Kind switch
    {
        TypeKind.UInt32 when MaskOf(type.Spelling) is { } mask => new(Shape.Mask, Name: mask),
        TypeKind.Enum => new(Shape.Enum, Name: NameOf(type)),
        TypeKind.Bool => new(Shape.Truth),
        TypeKind.UInt8 => new(Shape.UInt8),
        TypeKind.Int32 => new(Shape.Int32),
        TypeKind.UInt32 => new(Shape.UInt32),
        TypeKind.Int64 => new(Shape.Int64),
        TypeKind.Size => new(Shape.Size),
        TypeKind.UInt64 => new(name is "size" or "alignment" ? Shape.Size : Shape.UInt64),
        TypeKind.Float => new(Shape.Float),
        TypeKind.Double => new(Shape.Double),
        TypeKind.CudaHandle => new(Shape.Stream),
        _ => null,
    };

    /// <summary>BuilderFlags, a plain integer by that name, is a mask of BuilderFlag's.</summary>
    private string? MaskOf(string spelling)
    {
        string alias = spelling.Split(' ')[0];
        return !alias.EndsWith('s')
            ? null
            : Scopes.Select(scope => $"{scope}::{alias[..^1]}").FirstOrDefault(_enums.Contains);
    }

    private BoundType? OfObject(TypeRef type, bool isGiven)
    {
        BoundType? single = objects.TypeOf(ApiClass.PublicNameOf(type.Name!), isGiven);
        return type.Indirection switch
        {
            _ when single is null => null,
            Indirection.Pointer or Indirection.Reference => single,
            Indirection.PointerToPointer => new(Shape.Array, Element: single, IsConst: true),

            // IHostMemory*&: a second result.
            Indirection.ReferenceToPointer => new(Shape.Array, Element: single),
            _ => null,
        };
    }
}
