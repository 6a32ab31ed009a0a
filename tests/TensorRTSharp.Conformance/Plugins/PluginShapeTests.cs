using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>Shapes that a plugin computes from dimensions, known and not yet known.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithPlugins))]
public sealed class PluginShapeTests(Backend backend)
{
    private TensorRT _library = null!;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [TestCase(1, 4)]
    [TestCase(5, 4)]
    [TestCase(8, 4)]
    public void Every_operation_gives_the_number_that_it_says(long n, long m)
    {
        using PluginRegistration registration = _library.Plugins.Register<ManyShapes>();
        using SerializedEngine plan = Build();
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        Assert.That(engine.Outputs[0].Shape.ToArray(), Is.EqualTo(new long[] { -1, -1, -1, -1, 3 * m, m / 3, -1, -1 }));
        using InferenceContext context = engine.CreateContext();
        context.SetInputShape("x", [n, m]);

        long[] expected = [n + m, n + 8 - m, Math.Max(n, 2), Math.Min(n, 2), 3 * m, m / 3, (n + 2) / 3, n < 5 ? 2 : 1];
        Assert.That(context.GetTensorShape("y"), Is.EqualTo(expected));
    }

    private SerializedEngine Build()
    {
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor x = network.AddInput("x", DataType.Float, -1, 4);
        Tensor y = network.AddPlugin(new ManyShapes(), x).GetOutput();
        y.Name = "y";
        network.MarkOutput(y);
        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [1, 4], [2, 4], [8, 4]);
        config.AddOptimizationProfile(profile);
        return builder.BuildSerializedNetwork(network, config);
    }

    private sealed class ManyShapes : Plugin
    {
        public override string Name => nameof(ManyShapes);

        public override void InferShapes(PluginShapes shapes)
        {
            ArgumentNullException.ThrowIfNull(shapes);
            DimExpr n = shapes.GetInput(0)[0];
            DimExpr m = shapes.GetInput(0)[1];
            shapes.SetOutput(
                0,
                n + m,
                n + 8 - m,
                DimExpr.Max(n, 2),
                DimExpr.Min(n, 2),
                m * 3,
                m / 3,
                DimExpr.CeilingDivide(n, 3),
                DimExpr.IsLess(n, 5) + 1);
        }

        public override void Enqueue(PluginEnqueueContext context)
        {
        }
    }
}
