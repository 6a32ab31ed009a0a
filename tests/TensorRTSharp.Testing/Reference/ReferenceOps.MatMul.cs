namespace TensorRTSharp.Testing;

public static partial class ReferenceOps
{
    /// <summary>Numpy's matmul: leading dimensions broadcast; a vector is a row on the left, a column on the right.</summary>
    public static ReferenceTensor MatMul(ReferenceTensor a, ReferenceTensor b)
    {
        var left = a.Rank == 1 ? new ReferenceTensor([1, .. a.Shape], a.Data) : a;
        var right = b.Rank == 1 ? new ReferenceTensor([.. b.Shape, 1], b.Data) : b;
        var (rows, inner, columns) = (left.Shape[^2], left.Shape[^1], right.Shape[^1]);
        if (right.Shape[^2] != inner)
        {
            throw new ArgumentException(
                $"{TypedArray.FormatShape(a.Shape)} x {TypedArray.FormatShape(b.Shape)}: inner dimensions differ.",
                nameof(b));
        }

        var batch = Broadcasting.Shape(left.Shape[..^2], right.Shape[..^2]);
        var y = ReferenceTensor.Zeros([.. batch, rows, columns]);
        var i = 0;
        foreach (var index in Indexing.Each(y.Shape))
        {
            var (outer, row, column) = (index[..^2], index[^2], index[^1]);
            var sum = 0.0;
            for (var k = 0L; k < inner; k++)
            {
                sum += MatrixElement(left, outer, row, k) * MatrixElement(right, outer, k, column);
            }

            y.Data[i++] = sum;
        }

        long[] rowDimension = a.Rank == 1 ? [] : [rows];
        long[] columnDimension = b.Rank == 1 ? [] : [columns];
        return new ReferenceTensor([.. batch, .. rowDimension, .. columnDimension], y.Data);
    }

    /// <summary>alpha * A' * B' + beta * C, where ' transposes if asked to, and C broadcasts.</summary>
    public static ReferenceTensor Gemm(
        ReferenceTensor a, ReferenceTensor b, ReferenceTensor? c = null, double alpha = 1, double beta = 1,
        bool transposeA = false, bool transposeB = false)
    {
        var product = MatMul(transposeA ? Transpose(a, 1, 0) : a, transposeB ? Transpose(b, 1, 0) : b);
        var scaled = Map(product, v => alpha * v);
        return c is null ? scaled : Add(scaled, Map(c, v => beta * v));
    }

    // Only the outer dimensions broadcast: a matrix dimension of 1 is one row or column and nothing else.
    private static double MatrixElement(ReferenceTensor tensor, ReadOnlySpan<long> outer, long row, long column)
    {
        var own = outer[(outer.Length - (tensor.Rank - 2))..].ToArray();
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = tensor.Shape[i] == 1 ? 0 : own[i];
        }

        return tensor.At([.. own, row, column]);
    }
}
