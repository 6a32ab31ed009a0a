using System.Globalization;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>C++ expressions for what a method answers when nothing better is known: one value for each type, none of them zero.</summary>
internal sealed class DoubleAnswers(DoubleFacts facts)
{
    /// <summary>The answer of a method; a count stays small, because callers allocate and loop by it.</summary>
    public string Of(ApiMethod method)
    {
        if (Made(method) is { } made)
        {
            return $"new MadeStub<{DoubleFacts.StubName(made)}>(\"{made.Name}\")";
        }

        return method.Returns.Kind == TypeKind.Int64 && method.Name.StartsWith("getNb", StringComparison.Ordinal) ? "7" : Of(method.Returns);
    }

    public string Of(TypeRef type) => type switch
    {
        { Indirection: Indirection.PointerToPointer } => "nullptr",
        { Kind: TypeKind.CString, Indirection: Indirection.Pointer } => "sample_strings()",
        { Kind: TypeKind.CString } => "\"sample\"",
        { Kind: TypeKind.Object } => Object(type),
        { Kind: TypeKind.Opaque } => $"unusable<nv::{type.Name}>()",
        { Kind: TypeKind.Void } => "sample_memory()",
        { Kind: TypeKind.CudaHandle } => $"sample_handle<{DoubleFacts.Cpp(type)}>()",
        { Kind: TypeKind.Struct } => $"sample<nv::{type.Name}>()",
        { Indirection: Indirection.Pointer } => $"sample_array<{DoubleFacts.CppVariable(type).Replace(" const*", "", StringComparison.Ordinal).TrimEnd('*')}>()",
        _ => Number(type),
    };

    /// <summary>An element of an array or a value that a method gives back through a pointer or reference.</summary>
    public string Element(TypeRef type) => type.Kind switch
    {
        TypeKind.CString => "\"sample\"",
        TypeKind.Struct => $"sample<nv::{type.Name}>()",
        TypeKind.Int64 or TypeKind.UInt64 or TypeKind.Int32 => "2", // most are counts
        _ => Number(type),
    };

    /// <summary>The first enumerator that is not zero: old ones come first, so that every version knows it.</summary>
    public string Enumerator(TypeRef type)
    {
        ApiEnum item = facts.EnumOf(type);
        long value = item.Values.Select(known => known.Value).FirstOrDefault(known => known != 0);
        return string.Create(CultureInfo.InvariantCulture, $"static_cast<nv::{item.QualifiedName}>({value})");
    }

    /// <summary>What a method makes for its caller to destroy: that must be a new object each time.</summary>
    private ApiClass? Made(ApiMethod method) =>
        method.Returns is { Kind: TypeKind.Object, Indirection: Indirection.Pointer, IsConst: false }
            && !method.Name.StartsWith("get", StringComparison.Ordinal)
            && facts.ClassOf(method.Returns) is { Destructor: { Access: Access.Public, IsVirtual: true } } made
            && facts.Objects.Contains(made)
            ? made
            : null;

    private string Number(TypeRef type) => type.Kind switch
    {
        TypeKind.Bool => "true",
        TypeKind.Int32 => "7",
        TypeKind.UInt32 => "7u",
        TypeKind.Int64 => "4294967303", // more than 32 bits
        TypeKind.UInt64 => "4294967303u",
        TypeKind.Size => "9u", // somebody may copy as much
        TypeKind.Float => "1.5f",
        TypeKind.Double => "2.5",
        TypeKind.Enum => Enumerator(type),
        _ => throw new GeneratorException($"The doubles have no sample of type '{type.Spelling}'."),
    };

    private string Object(TypeRef type)
    {
        ApiClass item = facts.ClassOf(type) ?? throw new GeneratorException($"There is no class {type.Name}.");
        bool isReference = type.Indirection == Indirection.Reference;
        if (item.Name == "ILogger")
        {
            return "first_logger()";
        }

        return facts.IsApplication(item)
            ? isReference ? $"unusable<nv::{item.QualifiedName}>()" : "nullptr"
            : $"{(isReference ? "" : "&")}stub_object<nv::{item.QualifiedName}>()";
    }
}
