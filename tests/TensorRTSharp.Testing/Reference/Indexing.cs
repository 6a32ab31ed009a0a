namespace TensorRTSharp.Testing;

/// <summary>Walks over the elements of dense C-order tensors.</summary>
internal static class Indexing
{
    /// <summary>Every index of a shape, last dimension fastest; a scalar has one, which is empty.</summary>
    public static IEnumerable<long[]> Each(long[] shape)
    {
        if (shape.Contains(0))
        {
            yield break;
        }

        var index = new long[shape.Length];
        while (true)
        {
            yield return [.. index];

            var dimension = shape.Length - 1;
            while (dimension >= 0 && ++index[dimension] == shape[dimension])
            {
                index[dimension--] = 0;
            }

            if (dimension < 0)
            {
                yield break;
            }
        }
    }

    public static long Offset(ReadOnlySpan<long> shape, ReadOnlySpan<long> index)
    {
        var offset = 0L;
        for (var i = 0; i < shape.Length; i++)
        {
            if (index[i] < 0 || index[i] >= shape[i])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(index),
                    $"Index {TypedArray.FormatShape(index)} is outside {TypedArray.FormatShape(shape)}.");
            }

            offset = (offset * shape[i]) + index[i];
        }

        return offset;
    }

    /// <summary>The axis counted from the front; negative axes count from the back.</summary>
    public static int Axis(int axis, int rank) =>
        axis >= -rank && axis < rank
            ? (axis + rank) % rank
            : throw new ArgumentOutOfRangeException(nameof(axis), $"Axis {axis} is outside rank {rank}.");
}
