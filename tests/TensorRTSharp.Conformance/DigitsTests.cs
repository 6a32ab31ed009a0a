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

    private readonly TensorRT _library = TensorRT.Open(backend);

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    public void Every_image_gets_the_recorded_logits(int batch)
    {
        var (catalog, model) = (TestModels.Catalog, TestModels.Catalog["digits-cnn"]);

        var logits = Classify(catalog.ReadModel(model), batch);

        ToleranceAssert.AreClose(
            logits, RecordedLogits(catalog), model.Tolerance.Fp32!.Elementwise!.Value, $"logits at batch {batch}");
    }

    [Test]
    public void Accuracy_is_that_of_the_trained_network()
    {
        var catalog = TestModels.Catalog;
        var labels = catalog.ReadArray("digits-cnn/digits-test-labels.npy").ToDoubles();

        var logits = Classify(catalog.ReadModel(catalog["digits-cnn"]), batch: 64);

        var correct = labels.Where((label, i) => ArgMax(logits, i) == (int)label).Count();
        Assert.That((double)correct / labels.Length, Is.EqualTo(Accuracy));
    }

    [Test]
    public void One_permuted_weight_is_noticed()
    {
        var (catalog, model) = (TestModels.Catalog, TestModels.Catalog["digits-cnn"]);
        var bytes = catalog.ReadModel(model);
        var weight = OnnxModelSurgeon.ListInitializers(bytes)
            .First(i => i.Type == ElementType.Float32 && i.Shape.Length > 1);

        var logits = Classify(OnnxModelSurgeon.PermuteWeight(bytes, weight.Name), batch: 64);

        var comparison = TensorComparison.Compare(
            logits, RecordedLogits(catalog), model.Tolerance.Fp32!.Elementwise!.Value);
        Assert.That(comparison.IsMatch, Is.False, weight.Name);
    }

    private static double[] RecordedLogits(ModelCatalog catalog) =>
        catalog.ReadArray("digits-cnn/digits-test-logits-fp32.npy").ToDoubles();

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
        var catalog = TestModels.Catalog;
        var images = catalog.ReadArray("digits-cnn/digits-test.npy");
        using var compiled = CompiledModel.FromBytes(_library, modelBytes, catalog["digits-cnn"].Profile);
        var pixels = images.AsSpan<float>().ToArray().Chunk(images.Length / (int)images.Shape[0] * batch);
        return
        [
            .. pixels.SelectMany(chunk =>
            {
                var imagesInChunk = images.Shape[0] * chunk.Length / images.Length;
                var x = TypedArray.From(chunk, [imagesInChunk, .. images.Shape[1..]]);
                return compiled.Run(new Dictionary<string, TypedArray> { [Input] = x })[Output].ToDoubles();
            }),
        ];
    }
}
