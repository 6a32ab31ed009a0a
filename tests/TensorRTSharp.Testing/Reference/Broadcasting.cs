namespace TensorRTSharp.Testing;

/// <summary>Numpy's broadcasting: shapes are aligned at their last dimension, and a dimension of 1 repeats.</summary>
internal static class Broadcasting
{
    public static long[] Shape(long[] a, long[] b)
    {
        var result = new long[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= result.Length; i++)
        {
            var left = i <= a.Length ? a[^i] : 1;
            var right = i <= b.Length ? b[^i] : 1;
            result[^i] = left == right || right == 1 ? left
                : left == 1 ? right
                : throw new ArgumentException(
                    $"{TypedArray.FormatShape(a)} and {TypedArray.FormatShape(b)} do not broadcast.", nameof(b));
        }

        return result;
    }

    /// <summary>The element that a tensor shows at an index of the broadcast shape.</summary>
    public static double At(ReferenceTensor tensor, ReadOnlySpan<long> index)
    {
        var own = index[(index.Length - tensor.Rank)..].ToArray();
        for (var i = 0; i < own.Length; i++)
        {
            if (tensor.Shape[i] == 1)
            {
                own[i] = 0;
            }
        }

        return tensor.At(own);
    }
}
