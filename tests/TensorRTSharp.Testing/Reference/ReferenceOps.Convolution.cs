namespace TensorRTSharp.Testing;

/// <summary>
/// ONNX operators as plain loops with double accumulation: slow, readable, and nobody else's code, so that they can
/// judge the others.
/// </summary>
public static partial class ReferenceOps
{
    /// <summary>Conv of x [N, C, ...] with w [M, C / groups, kernel...]; one, two or more spatial dimensions.</summary>
    public static ReferenceTensor Conv(
        ReferenceTensor x, ReferenceTensor w, ReferenceTensor? bias, SlidingWindow window, int groups = 1)
    {
        var spatial = x.Shape[2..];
        var (outputs, inputsPerGroup) = (w.Shape[0], w.Shape[1]);
        var outputsPerGroup = outputs / groups;
        var y = ReferenceTensor.Zeros([x.Shape[0], outputs, .. window.OutputDimensions(spatial)]);
        var i = 0;
        foreach (var index in Indexing.Each(y.Shape))
        {
            var (n, m, position) = (index[0], index[1], index[2..]);
            var firstInput = m / outputsPerGroup * inputsPerGroup;
            var sum = bias?.Data[m] ?? 0;
            foreach (var kernel in Indexing.Each(window.Kernel))
            {
                if (window.InputPosition(position, kernel, spatial) is not { } source)
                {
                    continue;
                }

                for (var c = 0L; c < inputsPerGroup; c++)
                {
                    sum += x.At([n, firstInput + c, .. source]) * w.At([m, c, .. kernel]);
                }
            }

            y.Data[i++] = sum;
        }

        return y;
    }
}
