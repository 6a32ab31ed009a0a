using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Calibration;

/// <summary>Calibrators where there is no calibration; for the other families see <see cref="Int8CalibratorTests"/>.</summary>
[Level("0")]
internal sealed class CalibratorRefusalTests
{
    private static readonly string[] Algorithms =
        ["EntropyCalibration2", "EntropyCalibration", "MinMaxCalibration", "LegacyCalibration"];

    [TestCaseSource(nameof(Algorithms))]
    public void The_CPU_backend_refuses_a_calibrator_and_says_what_to_do(string algorithm)
    {
        TensorRT library = CpuBackend.Require();
        using Builder builder = library.CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        Assert.That(
            () => config.Int8Calibrator = CalibratedBuild.Calibrator(algorithm, []),
            Throws.TypeOf<TensorRTNotSupportedException>()
                .With.Message.Contains("TensorRT 10").And.Message.Contains("QuantizeLinear"));
        Assert.That(config.Int8Calibrator, Is.Null);
    }

    [Test]
    public void The_CPU_backend_refuses_the_flag_and_the_calibration_profile_too()
    {
        TensorRT library = CpuBackend.Require();
        using Builder builder = library.CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(() => config.SetFlag(BuilderFlag.Int8), Throws.TypeOf<TensorRTNotSupportedException>());
        Assert.That(() => config.SetCalibrationProfile(profile), Throws.TypeOf<TensorRTNotSupportedException>());
    }

    [Test]
    public void The_CPU_backend_refuses_a_profiler()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using InferenceContext context = engine.CreateContext();
        Assert.That(() => context.Profiler = new LayerTimes(), Throws.TypeOf<TensorRTNotSupportedException>());
        Assert.That(context.Profiler, Is.Null);
    }
}
