using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>A trained classifier over its whole test set, at several batch sizes.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class DigitsTests(Backend backend)
{
    private const double Accuracy = 0.995;

    private static readonly Tolerance Fp32 = new(1e-3, 1e-3);

    private static readonly Dictionary<string, ProfileRange> Profile = new()
    {
        [DigitsTestSet.Input] = new([1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]),
    };

    private readonly TensorRT _library = TensorRT.Open(backend);

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    public void Every_image_gets_the_recorded_logits(int batch)
    {
        var logits = Classify(Model(), batch);

        ToleranceAssert.AreClose(logits, DigitsTestSet.RecordedLogits(), Fp32, $"logits at batch {batch}");
    }

    [Test]
    public void Accuracy_is_that_of_the_trained_network()
    {
        var logits = Classify(Model(), batch: 64);

        Assert.That(DigitsTestSet.AccuracyOf(logits), Is.EqualTo(Accuracy));
    }

    [Test]
    public void One_permuted_weight_is_noticed()
    {
        var bytes = Model();
        var weight = OnnxModelSurgeon.ListInitializers(bytes)
            .First(i => i.Type == ElementType.Float32 && i.Shape.Length > 1);

        var logits = Classify(OnnxModelSurgeon.PermuteWeight(bytes, weight.Name), batch: 64);

        var comparison = TensorComparison.Compare(logits, DigitsTestSet.RecordedLogits(), Fp32);
        Assert.That(comparison.IsMatch, Is.False, weight.Name);
    }

    private static byte[] Model() => File.ReadAllBytes(DigitsTestSet.PathOf("digits-cnn.onnx"));

    private double[] Classify(byte[] modelBytes, int batch)
    {
        using var compiled = CompiledModel.FromBytes(_library, modelBytes, Profile);
        return DigitsTestSet.Classify(compiled.Run, batch);
    }
}
