namespace TensorRTSharp;

/// <summary>.NET's element types and TensorRT's.</summary>
internal static class ElementTypes
{
    internal static DataType DataTypeOf<T>()
        where T : unmanaged =>
        TryGetDataType<T>() ?? throw new NotSupportedException(
            $"TensorRT has no element type for {typeof(T).Name}; there are float, Half, BFloat16, sbyte, byte, int, long and "
            + "bool. Other types are given as bytes, with their DataType.");

    /// <summary>Null where TensorRT has no such type. The compiler reduces it to a constant.</summary>
    internal static DataType? TryGetDataType<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? DataType.Float
        : typeof(T) == typeof(Half) ? DataType.Half
        : typeof(T) == typeof(BFloat16) ? DataType.BF16
        : typeof(T) == typeof(sbyte) ? DataType.Int8
        : typeof(T) == typeof(byte) ? DataType.UInt8
        : typeof(T) == typeof(int) ? DataType.Int32
        : typeof(T) == typeof(long) ? DataType.Int64
        : typeof(T) == typeof(bool) ? DataType.Bool
        : null;

    /// <summary>For messages: the .NET type that holds elements of a tensor.</summary>
    internal static string NameOf(DataType dataType) => dataType switch
    {
        DataType.Float => "float",
        DataType.Half => "Half",
        DataType.BF16 => "BFloat16",
        DataType.Int8 => "sbyte",
        DataType.UInt8 => "byte",
        DataType.Int32 => "int",
        DataType.Int64 => "long",
        DataType.Bool => "bool",
        _ => "raw bytes",
    };

    /// <summary>Throws where elements of <typeparamref name="T"/> are not those of the tensor.</summary>
    internal static void Require<T>(EngineTensor tensor)
        where T : unmanaged
    {
        if (TryGetDataType<T>() is not { } given || given != tensor.DataType)
        {
            Throw<T>(tensor);
        }
    }

    private static void Throw<T>(EngineTensor tensor)
        where T : unmanaged
    {
        string kind = tensor.Mode == TensorIOMode.Input ? "Input" : "Output";
        string expected = NameOf(tensor.DataType);
        string mend = expected == "raw bytes"
            ? tensor.Mode == TensorIOMode.Input ? "give them with SetBytes" : "read them with GetBytes"
            : tensor.Mode == TensorIOMode.Input ? $"convert the values to {expected}" : $"read it as {expected}";
        throw new ArgumentException(
            $"{kind} '{tensor.Name}' has elements of type {tensor.DataType} ({expected}), not {typeof(T).Name}: {mend}.");
    }
}
