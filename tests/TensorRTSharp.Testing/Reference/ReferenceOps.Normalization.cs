namespace TensorRTSharp.Testing;

public static partial class ReferenceOps
{
    /// <summary>Softmax along one axis, as of opset 13.</summary>
    public static ReferenceTensor Softmax(ReferenceTensor x, int axis = -1)
    {
        // Without the maximum, exp overflows.
        var exponentials = Map(Sub(x, ReduceMax(x, [axis], keepDimensions: true)), Math.Exp);
        return Div(exponentials, ReduceSum(exponentials, [axis], keepDimensions: true));
    }

    /// <summary>BatchNormalization at inference: one element of each parameter for each channel, dimension 1.</summary>
    public static ReferenceTensor BatchNormalization(
        ReferenceTensor x, double[] scale, double[] bias, double[] mean, double[] variance, double epsilon = 1e-5)
    {
        var y = ReferenceTensor.Zeros(x.Shape);
        var i = 0;
        foreach (var index in Indexing.Each(x.Shape))
        {
            var c = index[1];
            y.Data[i] = (scale[c] * (x.Data[i] - mean[c]) / Math.Sqrt(variance[c] + epsilon)) + bias[c];
            i++;
        }

        return y;
    }

    /// <summary>LayerNormalization over all dimensions from <paramref name="axis"/> on.</summary>
    public static ReferenceTensor LayerNormalization(
        ReferenceTensor x, ReferenceTensor scale, ReferenceTensor? bias, int axis = -1, double epsilon = 1e-5)
    {
        var first = Indexing.Axis(axis, x.Rank);
        int[] axes = [.. Enumerable.Range(first, x.Rank - first)];
        var centred = Sub(x, ReduceMean(x, axes, keepDimensions: true));
        var variance = ReduceMean(Mul(centred, centred), axes, keepDimensions: true);
        var normalized = Mul(Div(centred, Map(variance, v => Math.Sqrt(v + epsilon))), scale);
        return bias is null ? normalized : Add(normalized, bias);
    }
}
