namespace TensorRTSharp.Testing;

public static partial class ReferenceOps
{
    public static ReferenceTensor MaxPool(ReferenceTensor x, SlidingWindow window) =>
        Pool(x, window, static (values, _) => values.Max());

    /// <summary>AveragePool; with <paramref name="countIncludePad"/> padding counts as zeros.</summary>
    public static ReferenceTensor AveragePool(ReferenceTensor x, SlidingWindow window, bool countIncludePad = false) =>
        Pool(x, window, (values, windowSize) => values.Sum() / (countIncludePad ? windowSize : values.Count));

    public static ReferenceTensor GlobalAveragePool(ReferenceTensor x) =>
        AveragePool(x, new SlidingWindow(x.Shape[2..]));

    private static ReferenceTensor Pool(
        ReferenceTensor x, SlidingWindow window, Func<IReadOnlyCollection<double>, long, double> summarize)
    {
        var spatial = x.Shape[2..];
        var windowSize = TypedArray.ElementCount(window.Kernel);
        var y = ReferenceTensor.Zeros([.. x.Shape[..2], .. window.OutputDimensions(spatial)]);
        var values = new List<double>();
        var i = 0;
        foreach (var index in Indexing.Each(y.Shape))
        {
            values.Clear();
            foreach (var kernel in Indexing.Each(window.Kernel))
            {
                if (window.InputPosition(index.AsSpan(2), kernel, spatial) is { } source)
                {
                    values.Add(x.At([index[0], index[1], .. source]));
                }
            }

            y.Data[i++] = summarize(values, windowSize);
        }

        return y;
    }
}
