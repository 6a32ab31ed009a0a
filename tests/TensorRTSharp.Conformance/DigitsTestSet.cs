using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>The images that the digits classifier was not trained on, with what they show and what it answered.</summary>
internal static class DigitsTestSet
{
    public const string Input = "input";
    public const string Output = "logits";
    public const int Side = 8;

    private const int Classes = 10;

    /// <summary>Recorded with ONNX Runtime's Python package.</summary>
    public static double[] RecordedLogits() => Asset("digits-test-logits-fp32.npy").ToDoubles();

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Assets", "digits-cnn", file);

    /// <summary>The logits of every image, from runs over so many of them at a time.</summary>
    public static double[] Classify(
        Func<IReadOnlyDictionary<string, TypedArray>, IReadOnlyDictionary<string, TypedArray>> run, int batch)
    {
        var pixels = Asset("digits-test-u8.npy").AsSpan<byte>().ToArray().Select(pixel => pixel / 16f);
        return
        [
            .. pixels.Chunk(batch * Side * Side).SelectMany(chunk =>
            {
                var x = TypedArray.From(chunk, [chunk.Length / (Side * Side), 1, Side, Side]);
                return run(new Dictionary<string, TypedArray> { [Input] = x })[Output].ToDoubles();
            }),
        ];
    }

    /// <summary>The part of the images whose largest logit is the digit that they show.</summary>
    public static double AccuracyOf(double[] logits)
    {
        var labels = Asset("digits-test-labels.npy").ToDoubles();
        var correct = labels.Where((label, i) => ArgMax(logits.AsSpan(i * Classes, Classes)) == (int)label).Count();
        return (double)correct / labels.Length;
    }

    private static TypedArray Asset(string file) => Npy.Read(PathOf(file));

    private static int ArgMax(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }
}
