namespace TensorRTSharp.Testing;

public static partial class OperatorCases
{
    private static ReferenceTensor Softmax(OperatorCaseBuilder b)
    {
        var shape = b.Shape(1, 4);
        var axis = b.Axis(shape.Length);
        b.Attribute(OnnxAttribute.Of("axis", axis));
        return ReferenceOps.Softmax(b.Input(shape, -10, 10), axis);
    }

    private static ReferenceTensor BatchNormalization(OperatorCaseBuilder b)
    {
        const float epsilon = 1e-3f;
        b.Attribute(OnnxAttribute.Of("epsilon", epsilon));
        var shape = b.Shape(2, 4);
        long[] channels = [shape[1]];
        var x = b.Input(shape);
        var (scale, bias) = (b.Weight(channels, 0.5, 1.5), b.Weight(channels));
        var (mean, variance) = (b.Weight(channels), b.Weight(channels, 0.5, 1.5));
        return ReferenceOps.BatchNormalization(x, scale.Data, bias.Data, mean.Data, variance.Data, epsilon);
    }

    private static ReferenceTensor LayerNormalization(OperatorCaseBuilder b)
    {
        // Large, so that a row of one element, whose variance is 0, stays tame.
        const float epsilon = 1e-2f;
        var shape = b.Shape(1, 4);
        var axis = b.Axis(shape.Length);
        var normalized = shape[(axis < 0 ? axis + shape.Length : axis)..];
        b.Attribute(OnnxAttribute.Of("axis", axis));
        b.Attribute(OnnxAttribute.Of("epsilon", epsilon));
        var x = b.Input(shape);
        var scale = b.Weight(normalized, 0.5, 1.5);
        var bias = b.Random.NextBool() ? b.Weight(normalized) : null;
        return ReferenceOps.LayerNormalization(x, scale, bias, axis, epsilon);
    }

    private static ReferenceTensor Reduce(
        OperatorCaseBuilder b, Func<ReferenceTensor, int[]?, bool, ReferenceTensor> reference)
    {
        // Near 1, so that products neither vanish nor explode.
        var x = b.Input(b.Shape(1, 4), 0.8, 1.25);
        var axes = RandomAxes(b, x.Rank);
        var keepDimensions = b.Random.NextBool();
        b.Attribute(OnnxAttribute.Of("keepdims", keepDimensions ? 1 : 0));
        if (axes is not null)
        {
            long[] values = [.. axes.Select(a => (long)a)];
            if (b.OperatorName == "ReduceSum" || b.Opset >= AxesAsInputOpset)
            {
                b.Constant(TypedArray.From(values, values.Length));
            }
            else
            {
                b.Attribute(OnnxAttribute.Of("axes", values));
            }
        }

        return reference(x, axes, keepDimensions);
    }

    /// <summary>Some axes, each counted from the front or from the back; null for all of them.</summary>
    private static int[]? RandomAxes(OperatorCaseBuilder b, int rank)
    {
        int[] axes =
        [
            .. Enumerable.Range(0, rank)
                .Where(_ => b.Random.NextBool())
                .Select(axis => b.Random.NextBool() ? axis : axis - rank),
        ];
        return axes.Length == 0 ? null : axes;
    }

    private static ReferenceTensor Gather(OperatorCaseBuilder b)
    {
        var shape = b.Shape(1, 3);
        var axis = b.Axis(shape.Length);
        var extent = (int)shape[axis < 0 ? axis + shape.Length : axis];
        var indicesShape = b.Shape(0, 2);
        long[] indices =
        [
            .. Enumerable.Range(0, (int)TypedArray.ElementCount(indicesShape))
                .Select(_ => (long)b.Random.NextInt32(-extent, extent - 1)),
        ];
        b.Attribute(OnnxAttribute.Of("axis", axis));
        var x = b.Input(shape);
        b.Constant(TypedArray.From(indices, indicesShape));
        return ReferenceOps.Gather(x, indices, indicesShape, axis);
    }

    private static ReferenceTensor Transpose(OperatorCaseBuilder b)
    {
        var x = b.Input(b.Shape(1, 4));
        int[] permutation = [.. Enumerable.Range(0, x.Rank).OrderBy(_ => b.Random.NextUInt64())];
        b.Attribute(OnnxAttribute.Of("perm", [.. permutation.Select(p => (long)p)]));
        return ReferenceOps.Transpose(x, permutation);
    }

    private static ReferenceTensor Concat(OperatorCaseBuilder b)
    {
        var shape = b.Shape(1, 4);
        var axis = b.Axis(shape.Length);
        b.Attribute(OnnxAttribute.Of("axis", axis));
        var parts = new ReferenceTensor[b.Random.NextInt32(1, 3)];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = (long[])shape.Clone();
            part[axis < 0 ? axis + shape.Length : axis] = b.Random.NextInt32(1, 4);
            parts[i] = b.Input(part);
        }

        return ReferenceOps.Concat(axis, parts);
    }
}
