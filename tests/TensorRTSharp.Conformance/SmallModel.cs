using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>
/// The model that every backend runs, the doubles included, by both roads: from ONNX and from the network API.
/// <code>y = concat(identity(x) * w + b, x), along the last axis; x: [N, 3], y: [N, 6]</code>
/// </summary>
internal static class SmallModel
{
    public const string Input = "x";
    public const string Output = "y";

    private static readonly float[] Factors = [2, -1, 0.5f];
    private static readonly float[] Summands = [1, 10, 100];

    public static byte[] Onnx { get; } = new OnnxModelBuilder().Graph(static graph => graph
        .Input(Input, ElementType.Float32, "N", 3)
        .Initializer("w", TypedArray.From(Factors, 1, 3))
        .Initializer("b", TypedArray.From(Summands, 1, 3))
        .Node("Identity", [Input], ["same"])
        .Node("Mul", ["same", "w"], ["product"])
        .Node("Add", ["product", "b"], ["sum"])
        .Node("Concat", ["sum", Input], [Output], OnnxAttribute.Of("axis", 1))
        .Output(Output, ElementType.Float32, "N", 6)).ToArray();

    /// <summary>How a network is filled; what it needs is disposed by the caller.</summary>
    public static IReadOnlyDictionary<string, Action<Network>> Roads { get; } = new Dictionary<string, Action<Network>>
    {
        ["ONNX"] = ParseOnnx,
        ["network API"] = AddLayers,
    };

    /// <summary>Computed here, by hand.</summary>
    public static float[] Expected(ReadOnlySpan<float> x)
    {
        var y = new float[2 * x.Length];
        for (int row = 0; row < x.Length / 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                float value = x[(3 * row) + column];
                y[(6 * row) + column] = (value * Factors[column]) + Summands[column];
                y[(6 * row) + 3 + column] = value;
            }
        }

        return y;
    }

    /// <summary>Profiles: batches of 1 to 4, and of 4 to 16.</summary>
    public static void AddProfiles(Builder builder, BuilderConfig config)
    {
        foreach ((long min, long opt, long max) in new[] { (1L, 2L, 4L), (4L, 8L, 16L) })
        {
            OptimizationProfile profile = builder.CreateOptimizationProfile();
            profile.SetDimensions(Input, [min, 3], [opt, 3], [max, 3]);
            config.AddOptimizationProfile(profile);
        }
    }

    public static SerializedEngine Build(TensorRT library, string road, Action<Builder, BuilderConfig>? configure = null)
    {
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Roads[road](network);
        using BuilderConfig config = builder.CreateConfig();
        AddProfiles(builder, config);
        configure?.Invoke(builder, config);
        return builder.BuildSerializedNetwork(network, config);
    }

    private static void ParseOnnx(Network network)
    {
        using OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(Onnx);
    }

    private static void AddLayers(Network network)
    {
        Tensor x = network.AddInput(Input, DataType.Float, -1, 3);
        using Weights factors = Weights.From(Factors);
        using Weights summands = Weights.From(Summands);
        Tensor same = network.AddIdentity(x).GetOutput();
        Tensor w = network.AddConstant(factors, 1, 3).GetOutput();
        Tensor b = network.AddConstant(summands, 1, 3).GetOutput();
        Tensor product = network.AddElementWise(same, w, ElementWiseOperation.Prod).GetOutput();
        Tensor sum = network.AddElementWise(product, b, ElementWiseOperation.Sum).GetOutput();
        ConcatenationLayer concatenation = network.AddConcatenation(sum, x);
        concatenation.Axis = 1;
        Tensor y = concatenation.GetOutput();
        y.Name = Output;
        network.MarkOutput(y);
    }
}
