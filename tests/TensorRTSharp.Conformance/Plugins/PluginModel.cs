using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>
/// A model with a plugin that clamps, by both roads: from ONNX and from the network API.
/// <code>y = 2 * min(1, max(0, 0.5 * x)) + 1; x, y: [N, 4]</code>
/// </summary>
internal static class PluginModel
{
    public const float Slope = 0.5f;

    public static readonly float[] Rows = [-3, 0.25f, 1, 9, 2, 1.5f, -0.5f, 0.75f];

    public static IReadOnlyList<string> Roads { get; } = ["ONNX", "network API"];

    /// <summary>Computed here, by hand.</summary>
    public static float[] Expected(ReadOnlySpan<float> x)
    {
        var y = new float[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (2 * MathF.Min(1, MathF.Max(0, Slope * x[i]))) + 1;
        }

        return y;
    }

    public static byte[] Onnx(string plugin) => new OnnxModelBuilder().Graph(graph => graph
        .Input("x", ElementType.Float32, "N", 4)
        .Initializer("two", TypedArray.From([2f], 1, 1))
        .Initializer("one", TypedArray.From([1f], 1, 1))
        .Node(plugin, ["x"], ["clamped"], OnnxAttribute.Of("slope", Slope))
        .Node("Mul", ["clamped", "two"], ["doubled"])
        .Node("Add", ["doubled", "one"], ["y"])
        .Output("y", ElementType.Float32, "N", 4)).ToArray();

    /// <param name="library">The library.</param>
    /// <param name="road">One of <see cref="Roads"/>.</param>
    /// <param name="plugin">The plugin, of the slope; from ONNX its name alone counts.</param>
    public static SerializedEngine Build(TensorRT library, string road, Plugin plugin) => road == "ONNX"
        ? Build(library, null, plugin.Name)
        : Build(library, (network, x) => network.AddPlugin(plugin, x));

    /// <param name="library">The library.</param>
    /// <param name="add">Adds the plugin; null to have it from ONNX.</param>
    /// <param name="operatorName">The operator's name in ONNX.</param>
    public static SerializedEngine Build(TensorRT library, Func<Network, Tensor, Layer>? add, string operatorName = "")
    {
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using Weights two = Weights.From([2f]);
        using Weights one = Weights.From([1f]);
        if (add is null)
        {
            using OnnxParser parser = network.CreateOnnxParser();
            parser.Parse(Onnx(operatorName));
        }
        else
        {
            Tensor x = network.AddInput("x", DataType.Float, -1, 4);
            Tensor clamped = add(network, x).GetOutput();
            Tensor doubled = network.AddElementWise(
                clamped, network.AddConstant(two, 1, 1).GetOutput(), ElementWiseOperation.Prod).GetOutput();
            Tensor y = network.AddElementWise(
                doubled, network.AddConstant(one, 1, 1).GetOutput(), ElementWiseOperation.Sum).GetOutput();
            y.Name = "y";
            network.MarkOutput(y);
        }

        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [1, 4], [2, 4], [8, 4]);
        config.AddOptimizationProfile(profile);
        return builder.BuildSerializedNetwork(network, config);
    }

    public static float[] Run(TensorRT library, InferenceContext context, float[] rows)
    {
        TypedArray x = TypedArray.From(rows, rows.Length / 4, 4);
        return EngineRun.In(library, context, new Dictionary<string, TypedArray> { ["x"] = x })["y"].AsSpan<float>().ToArray();
    }

    public static float[] Run(TensorRT library, SerializedEngine plan, float[] rows)
    {
        using Runtime runtime = library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext context = engine.CreateContext();
        return Run(library, context, rows);
    }
}
