namespace TensorRTSharp.Testing;

/// <summary>How a kernel moves over the spatial dimensions of an [N, C, ...] tensor.</summary>
public sealed record SlidingWindow
{
    public SlidingWindow(long[] kernel, long[]? strides = null, long[]? pads = null, long[]? dilations = null)
    {
        Kernel = kernel;
        Strides = strides ?? Repeat(1, kernel.Length);
        Pads = pads ?? Repeat(0, 2 * kernel.Length);
        Dilations = dilations ?? Repeat(1, kernel.Length);
    }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    /// <summary>As in ONNX: what is added before each dimension, then what is added after each.</summary>
    public long[] Pads { get; }

    public long[] Dilations { get; }

    internal long[] OutputDimensions(ReadOnlySpan<long> input)
    {
        var output = new long[Kernel.Length];
        for (var i = 0; i < output.Length; i++)
        {
            var covered = (Dilations[i] * (Kernel[i] - 1)) + 1;
            output[i] = ((input[i] + Pads[i] + Pads[i + Kernel.Length] - covered) / Strides[i]) + 1;
        }

        return output;
    }

    /// <summary>The input position under one kernel element, or null in the padding.</summary>
    internal long[]? InputPosition(ReadOnlySpan<long> output, ReadOnlySpan<long> kernel, ReadOnlySpan<long> input)
    {
        var position = new long[Kernel.Length];
        for (var i = 0; i < position.Length; i++)
        {
            position[i] = (output[i] * Strides[i]) - Pads[i] + (kernel[i] * Dilations[i]);
            if (position[i] < 0 || position[i] >= input[i])
            {
                return null;
            }
        }

        return position;
    }

    private static long[] Repeat(long value, int count) => [.. Enumerable.Repeat(value, count)];
}
