namespace TensorRTSharp.Generate.Binding;

/// <summary>How shapes are written in C and in the function tables.</summary>
internal static class Spelling
{
    /// <summary>A parameter of an exported C function.</summary>
    public static string CParameter(BoundParameter parameter) => $"{CType(parameter.Type)} {parameter.CName}";

    /// <summary>A parameter of a table entry: objects are the backend's own.</summary>
    public static string TableParameter(BoundParameter parameter) => $"{TableType(parameter.Type)} {parameter.CName}";

    /// <summary>The out parameter of an exported C function.</summary>
    public static string COut(BoundType type) => type.Shape switch
    {
        Shape.Struct => $"{BoundStruct.CNameOf(type.Name!)}* out",
        Shape.Array when IsObject(type.Element!) => throw new GeneratorException("An array of objects goes into the caller's."),
        _ => $"{CType(type)}* out",
    };

    public static string TableOut(BoundType type) => type.Shape switch
    {
        Shape.Struct => $"{BoundStruct.CNameOf(type.Name!)}* out",
        _ => $"{TableType(type)}* out",
    };

    /// <summary>A value as an exported function takes it.</summary>
    public static string CType(BoundType type) => type.Shape switch
    {
        Shape.Owned or Shape.Callback => $"trts_{type.Module}*",
        Shape.Borrowed or Shape.Reference => $"trts_{type.Module}",
        Shape.Array => Pointer(CType(type.Element!), type),
        _ => TableType(type),
    };

    /// <summary>A value as a table entry takes or gives it.</summary>
    public static string TableType(BoundType type) => type.Shape switch
    {
        Shape.Array => Pointer(IsObject(type.Element!) ? "void*" : TableType(type.Element!), type),
        Shape.Struct => $"const {BoundStruct.CNameOf(type.Name!)}*",
        _ when IsObject(type) => "void*",
        _ => Scalar(type),
    };

    /// <summary>A value as an application's callback gets it: objects are views, whose table is the backend's.</summary>
    public static string CallbackType(BoundType type) => type.Shape switch
    {
        Shape.Owned or Shape.Callback => throw new GeneratorException($"A callback cannot get an owned {type.Module}."),
        _ => CType(type),
    };

    /// <summary>What a callback gives back: an object is a bare pointer, a struct goes into an out parameter.</summary>
    public static string CallbackResult(BoundType? type) => type?.Shape switch
    {
        null or Shape.Struct => "void",
        Shape.Array => Pointer(TableType(type.Element!), type),
        _ => TableType(type),
    };

    /// <summary>The parameters of a callback, without the user data.</summary>
    public static IEnumerable<string> CallbackParameters(BoundMethod method) =>
        method.Parameters.Select(parameter => $"{CallbackType(parameter.Type)} {parameter.CName}")
            .Concat(method.Result is { Shape: Shape.Struct } result ? [$"{BoundStruct.CNameOf(result.Name!)}* out"] : []);

    /// <summary>Its result is an array of objects: the caller's array of views, how many there are, and how many it holds.</summary>
    public static bool GivesViews(BoundMethod method) =>
        method.Result is { Shape: Shape.Array, Element: { } element } && IsObject(element);

    public static bool IsObject(BoundType type) => type.Shape is Shape.Owned or Shape.Borrowed or Shape.Callback or Shape.Reference;

    /// <summary>Numbers, texts, memory.</summary>
    public static string Scalar(BoundType type) => type.Shape switch
    {
        Shape.UInt8 => "uint8_t",
        Shape.Int32 or Shape.Truth or Shape.Enum => "int32_t",
        Shape.UInt32 or Shape.Mask => "uint32_t",
        Shape.Int64 or Shape.Size => "int64_t",
        Shape.UInt64 => "uint64_t",
        Shape.Float => "float",
        Shape.Double => "double",
        Shape.String => "const char*",
        Shape.Memory or Shape.Stream => "void*",
        Shape.ConstMemory => "const void*",
        _ => throw new GeneratorException($"{type} is no scalar."),
    };

    /// <summary>To one or several elements; a truth value is a byte there, as in C++.</summary>
    private static string Pointer(string element, BoundType array)
    {
        string bare = array.Element!.Shape switch
        {
            Shape.Truth => "uint8_t",
            Shape.Struct => BoundStruct.CNameOf(array.Element.Name!),
            _ => element,
        };
        return !array.IsConst ? $"{bare}*" : bare.EndsWith('*') ? $"{bare} const*" : $"const {bare}*";
    }
}
