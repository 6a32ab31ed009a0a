namespace TensorRTSharp;

/// <summary>.NET's element types and TensorRT's.</summary>
internal static class ElementTypes
{
    internal static DataType DataTypeOf<T>()
        where T : unmanaged =>
        default(T) switch
        {
            float => DataType.Float,
            Half => DataType.Half,
            sbyte => DataType.Int8,
            byte => DataType.UInt8,
            int => DataType.Int32,
            long => DataType.Int64,
            bool => DataType.Bool,
            _ => throw new NotSupportedException(
                $"TensorRT has no element type for {typeof(T).Name}; there are float, Half, sbyte, byte, int, long and "
                + "bool. Other types are given as bytes, with their DataType."),
        };
}
