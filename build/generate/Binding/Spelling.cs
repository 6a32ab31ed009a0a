namespace TensorRTSharp.Generate.Binding;

/// <summary>How shapes are written in C, in the function tables, and in C#.</summary>
internal static class Spelling
{
    /// <summary>A parameter of an exported C function.</summary>
    public static string CParameter(BoundParameter parameter) => parameter.Type.Shape switch
    {
        Shape.Owned or Shape.Callback => $"trts_{parameter.Type.Module}* {parameter.CName}",
        Shape.Borrowed => $"trts_{parameter.Type.Module} {parameter.CName}",
        _ => TableParameter(parameter),
    };

    /// <summary>A parameter of a table entry: objects are the backend's own.</summary>
    public static string TableParameter(BoundParameter parameter) => $"{TableType(parameter.Type)} {parameter.CName}";

    /// <summary>The out parameter of an exported C function.</summary>
    public static string COut(BoundType type) => type.Shape switch
    {
        Shape.Owned => $"trts_{type.Module}** out",
        Shape.Borrowed => $"trts_{type.Module}* out",
        _ => TableOut(type),
    };

    public static string TableOut(BoundType type) => type.Shape == Shape.Dims ? "trts_dims* out" : $"{TableType(type)}* out";

    /// <summary>A value as a table entry takes or gives it.</summary>
    public static string TableType(BoundType type) => type.Shape switch
    {
        Shape.Int32 or Shape.Truth or Shape.Enum => "int32_t",
        Shape.UInt32 or Shape.Mask => "uint32_t",
        Shape.Int64 or Shape.Size => "int64_t",
        Shape.Float => "float",
        Shape.Double => "double",
        Shape.String => "const char*",
        Shape.Dims => "const trts_dims*",
        Shape.ConstMemory => "const void*",
        Shape.Int64Array => "const int64_t*",
        Shape.StringArray => "const char**",
        _ => "void*",
    };

    /// <summary>A value in C# as the wrappers take or give it.</summary>
    public static string CSharpType(BoundType type, Func<string, string> enumName) => type.Shape switch
    {
        Shape.Int32 => "int",
        Shape.UInt32 or Shape.Mask => "uint",
        Shape.Int64 or Shape.Size => "long",
        Shape.Float => "float",
        Shape.Double => "double",
        Shape.Truth => "bool",
        Shape.Enum => enumName(type.EnumName!),
        Shape.String => "string",
        Shape.Dims => "NativeDims",
        Shape.Owned or Shape.Callback => $"{Naming.Pascal(type.Module!)}Handle",
        Shape.Borrowed => "NativeView",
        _ => "nint",
    };
}
