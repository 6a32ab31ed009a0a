namespace TensorRTSharp.Generate.Binding;

/// <summary>How shapes are written in C#.</summary>
internal sealed class CSharpSpelling(BoundApi api)
{
    /// <summary>A value as the wrappers take or give it.</summary>
    public string Value(BoundType type) => type.Shape switch
    {
        Shape.UInt8 => "byte",
        Shape.Int32 => "int",
        Shape.UInt32 or Shape.Mask => "uint",
        Shape.Int64 or Shape.Size => "long",
        Shape.UInt64 => "ulong",
        Shape.Float => "float",
        Shape.Double => "double",
        Shape.Truth => "bool",
        Shape.Enum => Enum(type.Name!),
        Shape.String => "string",
        Shape.Struct => BoundStruct.CSharpNameOf(type.Name!),
        Shape.Owned or Shape.Callback => $"{Naming.Pascal(type.Module!)}Handle",
        Shape.Borrowed or Shape.Reference => "NativeView",
        _ => "nint",
    };

    /// <summary>A value as it crosses: blittable, or a handle, which the source generator marshals.</summary>
    public string Crossing(BoundType type) => type.Shape switch
    {
        Shape.Truth => "int",
        Shape.String => "nint",
        _ => Value(type),
    };

    /// <summary>An element of an array: strings and memory are pointers.</summary>
    public string Element(BoundType type) => type.Shape == Shape.Truth ? "byte" : Crossing(type);

    /// <summary>A value as a callback gets or gives it: nothing is marshalled.</summary>
    public string Unmanaged(BoundType type) => type.Shape switch
    {
        Shape.String => "byte*",
        Shape.Memory or Shape.ConstMemory or Shape.Stream => "void*",
        Shape.Struct => $"{BoundStruct.CSharpNameOf(type.Name!)}*",
        Shape.Array => ArrayElement(type.Element!) + "*",
        _ => Crossing(type),
    };

    /// <summary>What a callback gives back.</summary>
    public string UnmanagedResult(BoundType? type) => type?.Shape switch
    {
        null or Shape.Struct => "void",
        Shape.Owned or Shape.Borrowed or Shape.Callback or Shape.Reference => "void*",
        _ => Unmanaged(type),
    };

    public string Enum(string qualifiedName) => api.Enums.Single(item => item.QualifiedName == qualifiedName).CSharpName;

    private string ArrayElement(BoundType element) => element.Shape switch
    {
        Shape.Struct => BoundStruct.CSharpNameOf(element.Name!),
        Shape.Truth => "byte",
        _ => Unmanaged(element),
    };
}
