namespace TensorRTSharp.Testing;

public static partial class OperatorCases
{
    private static ReferenceTensor MatMul(OperatorCaseBuilder b)
    {
        var (rows, inner, columns) = (b.Random.NextInt32(1, 6), b.Random.NextInt32(1, 40), b.Random.NextInt32(1, 6));
        var (left, right) = BroadcastPair(b, b.Dimensions(b.Random.NextInt32(0, 2), 1, 3));
        var vectorLeft = left.Length == 0 && b.Random.NextBool();
        var vectorRight = right.Length == 0 && b.Random.NextBool();
        var x = b.Input(vectorLeft ? [inner] : [.. left, rows, inner]);
        var y = b.Input(vectorRight ? [inner] : [.. right, inner, columns]);
        return ReferenceOps.MatMul(x, y);
    }

    private static ReferenceTensor Gemm(OperatorCaseBuilder b)
    {
        var (m, k, n) = (b.Random.NextInt32(1, 6), b.Random.NextInt32(1, 40), b.Random.NextInt32(1, 6));
        var (transposeA, transposeB) = (b.Random.NextBool(), b.Random.NextBool());
        var (alpha, beta) = ((float)b.Random.NextDouble(-2, 2), (float)b.Random.NextDouble(-2, 2));
        b.Attribute(OnnxAttribute.Of("transA", transposeA ? 1 : 0));
        b.Attribute(OnnxAttribute.Of("transB", transposeB ? 1 : 0));
        b.Attribute(OnnxAttribute.Of("alpha", alpha));
        b.Attribute(OnnxAttribute.Of("beta", beta));

        long[]?[] additions = [null, [], [n], [1, n], [m, 1], [m, n]];
        var addition = additions[b.Random.NextInt32(0, additions.Length - 1)];
        var a = b.Input(transposeA ? [k, m] : [m, k]);
        var w = b.Weight(transposeB ? [n, k] : [k, n]);
        var c = addition is null ? null : b.Weight(addition);
        return ReferenceOps.Gemm(a, w, c, alpha, beta, transposeA, transposeB);
    }

    private static ReferenceTensor Broadcast(
        OperatorCaseBuilder b, Func<ReferenceTensor, ReferenceTensor, ReferenceTensor> reference,
        double low = -2, double high = 2)
    {
        var (left, right) = BroadcastPair(b, b.Shape(0, 4));
        return reference(b.Input(left, low, high), b.Input(right, low, high));
    }

    /// <summary>Two shapes that broadcast to a given one: dimensions become 1 or, at the front, are left out.</summary>
    private static (long[] Left, long[] Right) BroadcastPair(OperatorCaseBuilder b, long[] shape)
    {
        long[] left = (long[])shape.Clone();
        long[] right = (long[])shape.Clone();
        for (var i = 0; i < shape.Length; i++)
        {
            switch (b.Random.NextInt32(0, 3))
            {
                case 0:
                    left[i] = 1;
                    break;
                case 1:
                    right[i] = 1;
                    break;
                default:
                    break;
            }
        }

        var leftOut = b.Random.NextInt32(0, shape.Length);
        return b.Random.NextBool() ? (left[leftOut..], right) : (left, right[leftOut..]);
    }
}
