namespace TensorRTSharp.Testing;

public static partial class OperatorCases
{
    private static ReferenceTensor Conv(OperatorCaseBuilder b)
    {
        var groups = b.Random.NextInt32(1, 3);
        var inputsPerGroup = b.Random.NextInt32(1, 3);
        long outputs = groups * b.Random.NextInt32(1, 3);
        var spatialRank = b.Random.NextInt32(1, 2);
        var window = new SlidingWindow(
            b.Dimensions(spatialRank, 1, 3), b.Dimensions(spatialRank, 1, 2),
            b.Dimensions(2 * spatialRank, 0, 2), b.Dimensions(spatialRank, 1, 2));
        AddAttributes(b, window);
        b.Attribute(OnnxAttribute.Of("dilations", window.Dilations));
        b.Attribute(OnnxAttribute.Of("group", groups));

        var x = b.Input([b.Random.NextInt32(1, 2), groups * inputsPerGroup, .. SpatialDimensions(b, window)]);
        var w = b.Weight([outputs, inputsPerGroup, .. window.Kernel]);
        var bias = b.Random.NextBool() ? b.Weight([outputs]) : null;
        return ReferenceOps.Conv(x, w, bias, window, groups);
    }

    private static ReferenceTensor MaxPool(OperatorCaseBuilder b)
    {
        var window = PoolingWindow(b, maxDilation: 2);
        b.Attribute(OnnxAttribute.Of("dilations", window.Dilations));
        return ReferenceOps.MaxPool(PoolingInput(b, window), window);
    }

    private static ReferenceTensor AveragePool(OperatorCaseBuilder b)
    {
        var window = PoolingWindow(b, maxDilation: 1);
        var countIncludePad = b.Random.NextBool();
        b.Attribute(OnnxAttribute.Of("count_include_pad", countIncludePad ? 1 : 0));
        return ReferenceOps.AveragePool(PoolingInput(b, window), window, countIncludePad);
    }

    private static ReferenceTensor GlobalAveragePool(OperatorCaseBuilder b) =>
        ReferenceOps.GlobalAveragePool(b.Input(b.Shape(3, 5)));

    private static SlidingWindow PoolingWindow(OperatorCaseBuilder b, int maxDilation)
    {
        var spatialRank = b.Random.NextInt32(1, 2);
        var kernel = b.Dimensions(spatialRank, 1, 3);

        // Padding as wide as the kernel would leave windows with nothing in them: runtimes refuse it.
        long[] pads = [.. kernel.Concat(kernel).Select(k => (long)b.Random.NextInt32(0, (int)k - 1))];
        var window = new SlidingWindow(
            kernel, b.Dimensions(spatialRank, 1, 3), pads, b.Dimensions(spatialRank, 1, maxDilation));
        AddAttributes(b, window);
        return window;
    }

    private static ReferenceTensor PoolingInput(OperatorCaseBuilder b, SlidingWindow window) =>
        b.Input([.. b.Dimensions(2, 1, 3), .. SpatialDimensions(b, window)]);

    private static void AddAttributes(OperatorCaseBuilder b, SlidingWindow window)
    {
        b.Attribute(OnnxAttribute.Of("kernel_shape", window.Kernel));
        b.Attribute(OnnxAttribute.Of("strides", window.Strides));
        b.Attribute(OnnxAttribute.Of("pads", window.Pads));
    }

    /// <summary>Dimensions that a window fits into, with up to five positions more.</summary>
    private static long[] SpatialDimensions(OperatorCaseBuilder b, SlidingWindow window) =>
        [
            .. window.Kernel.Select((k, i) => (window.Dilations[i] * (k - 1)) + 1 + b.Random.NextInt32(0, 5)),
        ];
}
