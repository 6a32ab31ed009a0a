using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>What the parser of the real TensorRT-RTX tells of the weights that it makes.</summary>
[Level("1")]
internal sealed class RtxRefitObserverTests
{
    // The initializers of digits-cnn, as its file lists them.
    private static readonly string[] OfBatchNormalizations = ["bn1", "bn2"];

    private static readonly string[] AsTheyAre = ["conv1.weight", "conv2.weight", "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"];

    [Test]
    public void Weights_and_folded_batch_normalizations_are_told()
    {
        Observer observer = new();
        Parse(observer);
        foreach (RefitRecord record in observer.Records)
        {
            TestContext.Out.WriteLine($"{record}: {record.Count} {record.DataType} from {string.Join(", ", record.Sources)}");
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(
            observer.Records.Where(static record => record.Kind == RefitTransformKind.Identity)
                .Select(static record => record.Sources.Single()),
            Is.SupersetOf(AsTheyAre));
        Assert.That(observer.Records.Select(static record => record.DataType), Is.All.EqualTo(DataType.Float));
        Assert.That(observer.Records.Select(static record => record.OnnxDataType), Is.All.EqualTo(1), "TensorProto.DataType.FLOAT");
        Assert.That(observer.Records.Select(static record => record.Count), Is.All.Positive);
        foreach (string node in OfBatchNormalizations)
        {
            RefitRecord scale = observer.Records.Single(
                record => record.Kind == RefitTransformKind.BatchNormFoldScale && record.Sources.Contains($"{node}.scale"));
            Assert.That(
                scale.Sources, Is.EquivalentTo(new[] { $"{node}.scale", $"{node}.bias", $"{node}.mean", $"{node}.var" }));
            Assert.That(scale.Epsilon, Is.InRange(1e-6f, 1e-3f));
        }
    }

    [Test]
    public void An_exception_fails_the_parse_once_and_the_next_one_works()
    {
        Observer observer = new() { Throws = new TimeoutException("from the observer") };
        OnnxParseException? failure = Assert.Throws<OnnxParseException>(() => Parse(observer));
        Assert.That(failure!.InnerException, Is.SameAs(observer.Throws));
        Assert.That(observer.Records, Has.Count.EqualTo(1), "nothing is told after that");
        observer.Throws = null;
        Parse(observer);
        Assert.That(observer.Records, Has.Count.GreaterThan(2));
    }

    private static void Parse(Observer observer)
    {
        using Builder builder = RealLibrary.Rtx.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.RefitObserver = observer;
        parser.ParseFile(RtxDigits.Model);
    }

    private sealed class Observer : IRefitterObserver
    {
        public List<RefitRecord> Records { get; } = [];

        public Exception? Throws { get; set; }

        public void OnRefittableWeight(RefitRecord record)
        {
            Records.Add(record);
            if (Throws is { } what)
            {
                throw what;
            }
        }
    }
}
