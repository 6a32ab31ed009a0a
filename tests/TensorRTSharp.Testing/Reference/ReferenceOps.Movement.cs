namespace TensorRTSharp.Testing;

public static partial class ReferenceOps
{
    /// <summary>Slices of data along an axis, picked by indices, of which negative ones count from the end.</summary>
    public static ReferenceTensor Gather(ReferenceTensor data, long[] indices, long[] indicesShape, int axis = 0)
    {
        var at = Indexing.Axis(axis, data.Rank);
        var extent = data.Shape[at];
        var y = ReferenceTensor.Zeros([.. data.Shape[..at], .. indicesShape, .. data.Shape[(at + 1)..]]);
        var i = 0;
        foreach (var index in Indexing.Each(y.Shape))
        {
            var afterIndices = at + indicesShape.Length;
            var picked = indices[Indexing.Offset(indicesShape, index.AsSpan(at..afterIndices))];
            y.Data[i++] = data.At([.. index[..at], picked < 0 ? picked + extent : picked, .. index[afterIndices..]]);
        }

        return y;
    }

    public static ReferenceTensor Transpose(ReferenceTensor x, params int[] permutation)
    {
        var y = ReferenceTensor.Zeros([.. permutation.Select(axis => x.Shape[axis])]);
        var i = 0;
        foreach (var index in Indexing.Each(y.Shape))
        {
            var source = new long[x.Rank];
            for (var d = 0; d < source.Length; d++)
            {
                source[permutation[d]] = index[d];
            }

            y.Data[i++] = x.At(source);
        }

        return y;
    }

    public static ReferenceTensor Concat(int axis, params ReadOnlySpan<ReferenceTensor> parts)
    {
        var at = Indexing.Axis(axis, parts[0].Rank);
        var shape = (long[])parts[0].Shape.Clone();
        shape[at] = 0;
        foreach (var part in parts)
        {
            shape[at] += part.Shape[at];
        }

        var y = ReferenceTensor.Zeros(shape);
        var start = 0L;
        foreach (var part in parts)
        {
            foreach (var index in Indexing.Each(part.Shape))
            {
                var target = (long[])index.Clone();
                target[at] += start;
                y.Data[Indexing.Offset(shape, target)] = part.At(index);
            }

            start += part.Shape[at];
        }

        return y;
    }
}
