using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>What a type means at the boundary; every layer's spelling follows from it.</summary>
internal enum Shape
{
    Int32,
    UInt32,
    Int64,
    Float,
    Double,

    /// <summary>bool: int32_t in C.</summary>
    Truth,

    /// <summary>size_t: int64_t in C, saturated.</summary>
    Size,

    /// <summary>An enumerator, canonical over the families.</summary>
    Enum,

    /// <summary>A bit mask of an enum's values, canonical over the families.</summary>
    Mask,

    /// <summary>UTF-8.</summary>
    String,

    /// <summary>nvinfer1::Dims64, by pointer.</summary>
    Dims,

    /// <summary>An owned object: a handle.</summary>
    Owned,

    /// <summary>A borrowed object: a view.</summary>
    Borrowed,

    /// <summary>An adapter around an application's callbacks: a handle.</summary>
    Callback,

    /// <summary>A raw CUDA stream or event.</summary>
    Stream,

    /// <summary>Memory: void*.</summary>
    Memory,

    /// <summary>Read-only memory: void const*.</summary>
    ConstMemory,

    /// <summary>An array of int64_t that is read.</summary>
    Int64Array,

    /// <summary>An array of strings that is filled.</summary>
    StringArray,
}

/// <param name="Shape">What it means.</param>
/// <param name="Module">The stem of the object, for owned, borrowed and callback.</param>
/// <param name="EnumName">The enum's qualified C++ name, for enumerators and masks.</param>
internal sealed record BoundType(Shape Shape, string? Module = null, string? EnumName = null);

/// <summary>From C++ types to shapes. What has no shape fails the run.</summary>
internal sealed class TypeMap(BindingFile binding)
{
    private static readonly Dictionary<string, string> Masks = new(StringComparer.Ordinal)
    {
        ["BuilderFlags"] = "nvinfer1::BuilderFlag",
        ["TacticSources"] = "nvinfer1::TacticSource",
        ["NetworkDefinitionCreationFlags"] = "nvinfer1::NetworkDefinitionCreationFlag",
    };

    public BoundType OfParameter(TypeRef type, string where) => Of(type) ?? throw new GeneratorException(
        $"{where}: a parameter of type '{type.Spelling}' has no shape at the boundary; teach TypeMap, or leave the method out.");

    public BoundType? OfResult(ApiMethod method, MethodDecision decision, string where)
    {
        TypeRef type = method.Returns;
        if (type is { Kind: TypeKind.Void, Indirection: Indirection.Value })
        {
            return null;
        }

        BoundType shape = Of(type) ?? throw new GeneratorException(
            $"{where}: a result of type '{type.Spelling}' has no shape at the boundary; teach TypeMap, or leave the method out.");
        return shape.Shape == Shape.Truth && !IsQuestion(method.Name, decision) ? null : shape;
    }

    /// <summary>Does a bool tell something, or does it tell success?</summary>
    public static bool IsQuestion(string method, MethodDecision decision) => decision.Question
        ?? (method.StartsWith("is", StringComparison.Ordinal) || method.StartsWith("has", StringComparison.Ordinal)
            || method.StartsWith("get", StringComparison.Ordinal) || method.StartsWith("can", StringComparison.Ordinal)
            || method.StartsWith("are", StringComparison.Ordinal) || method.StartsWith("platform", StringComparison.Ordinal));

    private BoundType? Of(TypeRef type) => type switch
    {
        { ArrayLength: not null } => null,
        { Kind: TypeKind.CString, Indirection: Indirection.Value } => new(Shape.String),
        { Kind: TypeKind.CString, Indirection: Indirection.Pointer } => new(Shape.StringArray),
        { Kind: TypeKind.CudaHandle, Indirection: Indirection.Value } => new(Shape.Stream),
        { Kind: TypeKind.Void, Indirection: Indirection.Pointer } => new(type.IsConst ? Shape.ConstMemory : Shape.Memory),
        { Kind: TypeKind.Int64, Indirection: Indirection.Pointer, IsConst: true } => new(Shape.Int64Array),
        { Kind: TypeKind.Struct, Name: "nvinfer1::Dims64", Indirection: Indirection.Value or Indirection.Reference } => new(Shape.Dims),
        { Kind: TypeKind.Object, Indirection: Indirection.Pointer or Indirection.Reference } => OfObject(type.SimpleName!),
        { Indirection: not Indirection.Value } => null,
        { Kind: TypeKind.UInt32 } when Masks.TryGetValue(type.Spelling, out string? mask) => new(Shape.Mask, EnumName: mask),
        { Kind: TypeKind.Enum } => new(Shape.Enum, EnumName: type.Name),
        { Kind: TypeKind.Bool } => new(Shape.Truth),
        { Kind: TypeKind.Int32 } => new(Shape.Int32),
        { Kind: TypeKind.UInt32 } => new(Shape.UInt32),
        { Kind: TypeKind.Int64 } => new(Shape.Int64),
        { Kind: TypeKind.Size or TypeKind.UInt64 } => new(Shape.Size),
        { Kind: TypeKind.Float } => new(Shape.Float),
        { Kind: TypeKind.Double } => new(Shape.Double),
        _ => null,
    };

    private BoundType? OfObject(string className)
    {
        if (binding.Objects.TryGetValue(className, out BoundObject? item))
        {
            return new(item.IsOwned ? Shape.Owned : Shape.Borrowed, item.Module);
        }

        return binding.Callbacks.TryGetValue(className, out BoundCallback? callback) ? new(Shape.Callback, callback.Module) : null;
    }
}
