using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Plans;

/// <summary>Plans of <see cref="SmallModel"/>, and what their engines compute.</summary>
internal static class PlanOfSmallModel
{
    private static readonly float[] Rows = [1, 2, 3, -4, 5.5f, 0];

    public static byte[] Of(TensorRT library)
    {
        using MemoryStream plan = new();
        Write(library, plan, CancellationToken.None);
        return plan.ToArray();
    }

    /// <summary>As the builder gives it out, piece by piece.</summary>
    public static void Write(TensorRT library, Stream plan, CancellationToken cancellationToken)
    {
        using Builder builder = library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        SmallModel.Roads["ONNX"](network);
        using BuilderConfig config = builder.CreateConfig();
        SmallModel.AddProfiles(builder, config);
        builder.BuildSerializedNetworkToStream(network, config, plan, cancellationToken);
    }

    public static void AssertComputes(TensorRT library, Engine engine)
    {
        IReadOnlyDictionary<string, TypedArray> outputs = EngineRun.Once(
            library, engine, new Dictionary<string, TypedArray> { [SmallModel.Input] = TypedArray.From(Rows, 2, 3) });
        Assert.That(outputs[SmallModel.Output].ToArray<float>(), Is.EqualTo(SmallModel.Expected(Rows)));
    }
}
