using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Calibration;

/// <summary>y[N,3] = 2 x[N,3] + 1 on a fake TensorRT, calibrated with batches of [2, 3].</summary>
internal sealed class CalibratedBuild : IDisposable
{
    private readonly Network _network;

    internal CalibratedBuild(string family = "trt10")
    {
        Fake = FakeTensorRT.Require(family);
        Library = Open(family);
        Builder = Library.CreateBuilder();
        _network = Builder.CreateNetwork();
        using OnnxParser parser = _network.CreateOnnxParser();
        parser.Parse(Model());
        _network.Name = "affine";
        Config = Builder.CreateConfig();
        OptimizationProfile profile = Builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [1, 3], [2, 3], [8, 3]);
        Config.AddOptimizationProfile(profile);
    }

    internal FakeTensorRT Fake { get; }

    internal TensorRT Library { get; }

    internal Builder Builder { get; }

    internal BuilderConfig Config { get; }

    internal static TensorRT Open(string family) => TensorRT.Open(
        family switch
        {
            "trt10" => Backend.TensorRT10,
            "trt11" => Backend.TensorRT11,
            _ => Backend.TensorRTRtx,
        },
        FakeTensorRT.Require(family).Path);

    /// <summary>The calibrator of an algorithm, by the name that caches have for it.</summary>
    internal static Int8Calibrator Calibrator(
        string algorithm, IEnumerable<CalibrationBatch> batches, string? path = null, IProgress<int>? progress = null) =>
        algorithm switch
        {
            "EntropyCalibration2" => new Int8EntropyCalibrator2(batches) { CachePath = path, Progress = progress },
            "EntropyCalibration" => new Int8EntropyCalibrator(batches) { CachePath = path, Progress = progress },
            "MinMaxCalibration" => new Int8MinMaxCalibrator(batches) { CachePath = path, Progress = progress },
            _ => new Int8LegacyCalibrator(batches) { CachePath = path, Progress = progress },
        };

    /// <summary>A batch whose largest magnitude is the given one.</summary>
    internal static CalibrationBatch Batch(float largest) =>
        new CalibrationBatch().Set("x", new float[] { 1, -largest, 0, 1, 1, 1 }, 2, 3);

    public void Dispose()
    {
        Config.Dispose();
        _network.Dispose();
        Builder.Dispose();
    }

    internal void Calibrate(Int8Calibrator calibrator)
    {
        Config.SetFlag(BuilderFlag.Int8);
        Config.Int8Calibrator = calibrator;
    }

    internal SerializedEngine Run(CancellationToken cancellationToken = default) =>
        Builder.BuildSerializedNetwork(_network, Config, cancellationToken);

    internal static byte[] Model() => new OnnxModelBuilder()
        .Graph(static graph => graph
            .Input("x", ElementType.Float32, "N", 3)
            .Initializer("two", TypedArray.From([2f, 2f, 2f], 1, 3))
            .Initializer("one", TypedArray.From([1f, 1f, 1f], 1, 3))
            .Node("Mul", ["x", "two"], ["doubled"])
            .Node("Add", ["doubled", "one"], ["y"])
            .Output("y", ElementType.Float32, "N", 3))
        .ToArray();
}
