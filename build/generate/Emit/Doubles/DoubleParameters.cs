using System.Globalization;
using System.Text.RegularExpressions;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>What the parameters of a method mean: which are arrays, how long, and which are filled.</summary>
internal static class DoubleParameters
{
    private static readonly string[] LengthNames = ["nb", "num", "size", "capacity", "groupSize", "length"];

    /// <summary>C++ text: each parameter's type and name. With a body, what it does not mention stays unnamed, lest a compiler warn.</summary>
    public static string Declare(ApiMethod method, string? body = null) =>
        string.Join(", ", method.Parameters.Select((parameter, index) =>
            body is null || Regex.IsMatch(body, $@"\b{NameOf(method, index)}\b")
                ? $"{DoubleFacts.Cpp(parameter.Type)} {NameOf(method, index)}"
                : DoubleFacts.Cpp(parameter.Type)));

    public static string Names(ApiMethod method) => string.Join(", ", method.Parameters.Select((_, index) => NameOf(method, index)));

    public static string NameOf(ApiMethod method, int index) => method.Parameters[index].Name is { Length: > 0 } name
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"argument{index}");

    /// <summary>The parameter that tells how many elements the one at `index` points to; null where none does.</summary>
    public static string? LengthOf(ApiMethod method, int index)
    {
        ApiParameter parameter = method.Parameters[index];
        if (!IsArray(parameter.Type))
        {
            return null;
        }

        if (index + 1 < method.Parameters.Count && IsLength(method.Parameters[index + 1]))
        {
            return NameOf(method, index + 1);
        }

        // Where lengths follow their arrays, as in (dims, nbDims, types), an array without one shares an earlier length.
        int before = method.Parameters.Take(index).ToList().FindLastIndex(IsLength);
        return before >= 0 ? NameOf(method, before) : null;
    }

    /// <summary>The method answers through this parameter.</summary>
    public static bool IsFilled(ApiMethod method, int index) => IsWritable(method.Parameters[index].Type)
        && Array.Exists(["get", "query", "infer"], verb => method.Name.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>What is called can write through it: an array, or a single value that it gives back.</summary>
    public static bool IsWritable(TypeRef type) => type switch
    {
        { Kind: TypeKind.Object or TypeKind.Opaque or TypeKind.Void } => false,
        { Kind: TypeKind.CString } => type.Indirection == Indirection.Pointer && !type.Spelling.EndsWith("const*", StringComparison.Ordinal),
        { Indirection: Indirection.Pointer or Indirection.Reference } => !type.IsConst,
        _ => false,
    };

    /// <summary>A pointer to elements. To what an object is called through, or to memory, it is none.</summary>
    public static bool IsArray(TypeRef type) => type switch
    {
        { Indirection: Indirection.PointerToPointer } => true,
        { Indirection: Indirection.Pointer, Kind: TypeKind.CString } => true,
        { Indirection: Indirection.Pointer } => type.Kind is not (TypeKind.Void or TypeKind.Object or TypeKind.Opaque),
        _ => false,
    };

    private static bool IsLength(ApiParameter parameter) =>
        parameter.Type is { Indirection: Indirection.Value, Kind: TypeKind.Int32 or TypeKind.Int64 or TypeKind.Size }
        && Array.Exists(LengthNames, name => parameter.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
