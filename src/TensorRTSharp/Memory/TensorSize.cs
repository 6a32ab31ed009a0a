namespace TensorRTSharp;

/// <summary>How many bytes a tensor takes.</summary>
internal static class TensorSize
{
    /// <summary>The bytes of a dense tensor; elements of less than a byte are packed.</summary>
    /// <param name="shape">Without unknown dimensions.</param>
    /// <param name="dataType">The element type.</param>
    internal static long Bytes(ReadOnlySpan<long> shape, DataType dataType) =>
        checked(((Elements(shape) * BitsPerElement(dataType)) + 7) / 8);

    /// <summary>The number of elements; 1 for a scalar.</summary>
    internal static long Elements(ReadOnlySpan<long> shape)
    {
        long elements = 1;
        foreach (long dimension in shape)
        {
            elements = checked(elements * dimension);
        }

        return elements;
    }

    /// <summary>Is every dimension known?</summary>
    internal static bool IsKnown(ReadOnlySpan<long> shape) => shape.IndexOfAnyInRange(long.MinValue, -1) < 0;

    private static int BitsPerElement(DataType dataType) => dataType switch
    {
        DataType.Int4 or DataType.FP4 => 4,
        DataType.Int8 or DataType.Bool or DataType.UInt8 or DataType.FP8 or DataType.E8M0 => 8,
        DataType.Half or DataType.BF16 => 16,
        DataType.Float or DataType.Int32 => 32,
        DataType.Int64 => 64,
        _ => throw new TensorRTNotSupportedException($"The size of elements of type {dataType} is not known."),
    };
}
