using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class WeightSeederTests
{
    private const ulong Seed = 20;

    private static readonly string[] Models =
    [
        "light-alexnet", "light-densenet121", "light-inception_v2", "light-resnet50", "light-shufflenet",
        "light-squeezenet", "light-vgg19", "resnet50-dynamic",
    ];

    [Test]
    public void A_seed_decides_the_bytes()
    {
        var model = ConstantWeights();

        var first = OnnxModelSurgeon.SeedWeights(model, 1);

        Assert.That(OnnxModelSurgeon.SeedWeights(model, 1), Is.EqualTo(first));
        Assert.That(OnnxModelSurgeon.SeedWeights(model, 2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Weights_take_the_place_of_the_nodes_that_made_them()
    {
        var seeded = OnnxModelSurgeon.SeedWeights(ConstantWeights(), Seed);

        var initializer = OnnxModelSurgeon.ListInitializers(seeded).Single();
        Assert.That(initializer.Name, Is.EqualTo("w"));
        Assert.That(initializer.Shape, Is.EqualTo(new long[] { 4, 2, 3, 3 }));
        var operators = ProtoMessage.Parse(seeded).Message(OnnxFields.Model.Graph)!
            .Messages(OnnxFields.Graph.Node).Select(n => n.String(OnnxFields.Node.OpType));
        Assert.That(operators, Is.EqualTo(new[] { "Conv" }));
    }

    [TestCaseSource(nameof(Models))]
    public void Outputs_of_a_seeded_model_depend_on_its_input_and_vary(string id)
    {
        var catalog = ModelCatalog.TryOpen(out var reason);
        Prerequisite.Require("0", catalog is not null, reason);
        var model = catalog[id];
        using var seeded = new OnnxRuntimeReference(OnnxModelSurgeon.SeedWeights(catalog.ReadModel(model), Seed));

        var first = Run(seeded, model.Inputs.Single(), 1);
        var second = Run(seeded, model.Inputs.Single(), 2);

        TestContext.Out.WriteLine($"{id}: {first.Min():g4} to {first.Max():g4}, {first.Distinct().Count()} values");
        Assert.That(first, Has.All.Matches<double>(double.IsFinite));
        Assert.That(first.Distinct().Count(), Is.GreaterThan(800));
        Assert.That(first.Zip(second).Count(p => p.First.Equals(p.Second)), Is.LessThan(100));
    }

    private static byte[] ConstantWeights() => new OnnxModelBuilder()
        .Graph(g => g
            .Input("x", ElementType.Float32, 1, 2, 5, 5)
            .Initializer("w__SHAPE", TypedArray.From([4L, 2, 3, 3], 4))
            .Node("ConstantOfShape", ["w__SHAPE"], ["w"], OnnxAttribute.Of("value", TypedArray.From([0.5f], 1)))
            .Node("Conv", ["x", "w"], ["y"])
            .Output("y"))
        .ToArray();

    private static double[] Run(OnnxRuntimeReference model, ModelTensor input, ulong seed)
    {
        var x = ReferenceTensor.Random(new SeededRandom(seed), [.. input.Shape.Select(Math.Abs)]).ToFloats();
        return model.Run(new Dictionary<string, TypedArray> { [input.Name] = x }).Values.Single().ToDoubles();
    }
}
