using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>A trained classifier over its whole test set, at several batch sizes.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class DigitsTests(Backend backend)
{
    private const string Input = "input";
    private const string Output = "logits";
    private const double Accuracy = 0.995;
    private const int Side = 8;

    private static readonly Tolerance Fp32 = new(1e-3, 1e-3);

    private static readonly Dictionary<string, ProfileRange> Profile = new()
    {
        [Input] = new([1, 1, Side, Side], [8, 1, Side, Side], [64, 1, Side, Side]),
    };

    private readonly TensorRT _library = TensorRT.Open(backend);

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    public void Every_image_gets_the_recorded_logits(int batch)
    {
        var logits = Classify(Model(), batch);

        ToleranceAssert.AreClose(logits, RecordedLogits(), Fp32, $"logits at batch {batch}");
    }

    [Test]
    public void Accuracy_is_that_of_the_trained_network()
    {
        var labels = Asset("digits-test-labels.npy").ToDoubles();

        var logits = Classify(Model(), batch: 64);

        var correct = labels.Where((label, i) => ArgMax(logits, i) == (int)label).Count();
        Assert.That((double)correct / labels.Length, Is.EqualTo(Accuracy));
    }

    [Test]
    public void One_permuted_weight_is_noticed()
    {
        var bytes = Model();
        var weight = OnnxModelSurgeon.ListInitializers(bytes)
            .First(i => i.Type == ElementType.Float32 && i.Shape.Length > 1);

        var logits = Classify(OnnxModelSurgeon.PermuteWeight(bytes, weight.Name), batch: 64);

        var comparison = TensorComparison.Compare(logits, RecordedLogits(), Fp32);
        Assert.That(comparison.IsMatch, Is.False, weight.Name);
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Assets", "digits-cnn", file);

    private static byte[] Model() => File.ReadAllBytes(PathOf("digits-cnn.onnx"));

    private static TypedArray Asset(string file) => Npy.Read(PathOf(file));

    /// <summary>Recorded with ONNX Runtime's Python package.</summary>
    private static double[] RecordedLogits() => Asset("digits-test-logits-fp32.npy").ToDoubles();

    private static int ArgMax(double[] logits, int image)
    {
        const int classes = 10;
        var scores = logits.AsSpan(image * classes, classes);
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private double[] Classify(byte[] modelBytes, int batch)
    {
        using var compiled = CompiledModel.FromBytes(_library, modelBytes, Profile);
        var pixels = Asset("digits-test-u8.npy").AsSpan<byte>().ToArray().Select(pixel => pixel / 16f);
        return
        [
            .. pixels.Chunk(batch * Side * Side).SelectMany(chunk =>
            {
                var x = TypedArray.From(chunk, [chunk.Length / (Side * Side), 1, Side, Side]);
                return compiled.Run(new Dictionary<string, TypedArray> { [Input] = x })[Output].ToDoubles();
            }),
        ];
    }
}
