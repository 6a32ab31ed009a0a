using System.Runtime.CompilerServices;
using System.Text;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Calibration;

/// <summary>Calibrators, asked by the fake TensorRT 10 as the real one asks.</summary>
[Level("3")]
internal sealed class Int8CalibratorTests
{
    private static readonly FormatException Thrown = new("the data is broken");

    private static readonly string[] Algorithms =
        ["EntropyCalibration2", "EntropyCalibration", "MinMaxCalibration", "LegacyCalibration"];

    private string _folder = "";

    private string CachePath => Path.Combine(_folder, "affine.calibration");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-calibration").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Algorithms))]
    public void Batches_arrive_in_order_on_the_building_thread(string algorithm)
    {
        List<int> threads = [];
        List<int> taken = [];
        using CalibratedBuild build = new();
        build.Calibrate(CalibratedBuild.Calibrator(algorithm, Batches(), progress: new Taken(taken)));
        build.Run().Dispose();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(taken, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(threads, Is.EqualTo(Enumerable.Repeat(Environment.CurrentManagedThreadId, 3)));
        CalibrationCache cache = build.Config.Int8Calibrator!.Cache!;
        Assert.That(cache.Algorithm, Is.EqualTo(algorithm));
        Assert.That(cache.GetDynamicRange("x"), Is.EqualTo(254f), "the fake read the values of every batch");

        IEnumerable<CalibrationBatch> Batches()
        {
            foreach (float largest in new[] { 127f, 254f, 2f })
            {
                threads.Add(Environment.CurrentManagedThreadId);
                Assert.That(taken, Has.Count.EqualTo(threads.Count - 1), "one is taken before the next is asked for");
                yield return CalibratedBuild.Batch(largest);
            }
        }
    }

    [Test]
    public void A_quantization_flag_reaches_the_native_configuration()
    {
        using CalibratedBuild build = new();
        build.Fake.ClearCalls();
        build.Config.SetQuantizationFlag(QuantizationFlag.CalibrateBeforeFusion);
        Assert.That(build.Config.GetQuantizationFlag(QuantizationFlag.CalibrateBeforeFusion), Is.True);
        build.Config.SetQuantizationFlag(QuantizationFlag.CalibrateBeforeFusion, enabled: false);
        Assert.That(build.Config.GetQuantizationFlag(QuantizationFlag.CalibrateBeforeFusion), Is.False);
        Assert.That(build.Fake.Calls, Does.Contain(("IBuilderConfig::setQuantizationFlag", "")));
        Assert.That(build.Fake.Calls, Does.Contain(("IBuilderConfig::clearQuantizationFlag", "")));
    }

    [TestCaseSource(nameof(Algorithms))]
    public void A_cache_is_written_and_read_instead_of_batches(string algorithm)
    {
        using CalibratedBuild build = new();
        build.Calibrate(CalibratedBuild.Calibrator(algorithm, [CalibratedBuild.Batch(127)], CachePath));
        build.Run().Dispose();
        byte[] written = File.ReadAllBytes(CachePath);
        Assert.That(Encoding.UTF8.GetString(written), Does.Match($"^TRT-10\\d{{4}}-{algorithm}\nx: 3f800000\n"));
        build.Calibrate(CalibratedBuild.Calibrator(algorithm, Broken(), CachePath));
        build.Fake.ClearCalls();
        build.Run().Dispose();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(build.Config.Int8Calibrator!.Cache!.ToArray(), Is.EqualTo(written));
        Assert.That(File.ReadAllBytes(CachePath), Is.EqualTo(written));
        Assert.That(
            build.Fake.Calls, Does.Contain(("IInt8Calibrator::readCalibrationCache", $"{written.Length}")));
        Assert.That(build.Fake.Calls.Select(static call => call.Method), Has.None.EqualTo("IInt8Calibrator::getBatch"));
    }

    [Test]
    public void A_cache_in_memory_is_read_instead_of_batches()
    {
        using CalibratedBuild build = new();
        Int8Calibrator calibrator = new Int8EntropyCalibrator2(Broken())
        {
            Cache = CalibrationCache.Parse("TRT-100600-EntropyCalibration2\nx: 3f800000\ny: 3f800000\n"u8),
        };
        build.Calibrate(calibrator);
        build.Run().Dispose();
        Assert.That(calibrator.Cache.GetDynamicRange("x"), Is.EqualTo(127f));
    }

    private static IEnumerable<TestCaseData> Failures =>
    [
        Failure("batches that throw", Broken(), null, typeof(FormatException), "the data is broken"),
        Failure(
            "progress that throws", [CalibratedBuild.Batch(1)], new Throwing(), typeof(FormatException), "the data is broken"),
        Failure("an input that is missing", [new CalibrationBatch()], null, typeof(ArgumentException), "'x'"),
        Failure("a batch that is null", [null!], null, typeof(InvalidOperationException), "null"),
        Failure(
            "another shape", [new CalibrationBatch().Set("x", new float[3], 1, 3)], null, typeof(ArgumentException), "[2, 3]"),
        Failure(
            "another type", [new CalibrationBatch().Set("x", new int[6], 2, 3)], null, typeof(ArgumentException), "Int32"),
    ];

    [TestCaseSource(nameof(Failures))]
    public void An_exception_fails_the_build_once_and_nothing_is_kept(
        IEnumerable<CalibrationBatch> batches, IProgress<int>? progress, Type cause, string said)
    {
        using CalibratedBuild build = new();
        build.Calibrate(CalibratedBuild.Calibrator("EntropyCalibration2", batches, CachePath, progress));
        Assert.That(
            () => build.Run(),
            Throws.TypeOf<EngineBuildException>()
                .With.InnerException.InstanceOf(cause).And.InnerException.Message.Contains(said));
        Assert.That(File.Exists(CachePath), Is.False);
        build.Calibrate(CalibratedBuild.Calibrator("EntropyCalibration2", [CalibratedBuild.Batch(1)], CachePath));
        build.Run().Dispose();
        Assert.That(File.Exists(CachePath), Is.True);
    }

    [Test]
    public void An_exception_after_some_batches_keeps_no_cache_of_them()
    {
        using CalibratedBuild build = new();
        build.Calibrate(CalibratedBuild.Calibrator("MinMaxCalibration", Broken(whole: 2), CachePath));
        Assert.That(() => build.Run(), Throws.TypeOf<EngineBuildException>().With.InnerException.SameAs(Thrown));
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(File.Exists(CachePath), Is.False);
        Assert.That(build.Config.Int8Calibrator!.Cache, Is.Null);
    }

    [Test]
    public void A_cache_that_cannot_be_written_fails_the_build()
    {
        using CalibratedBuild build = new();
        string path = Path.Combine(_folder, "no", "such", "folder");
        build.Calibrate(CalibratedBuild.Calibrator("MinMaxCalibration", [CalibratedBuild.Batch(1)], path));
        Assert.That(
            () => build.Run(), Throws.TypeOf<EngineBuildException>().With.InnerException.InstanceOf<DirectoryNotFoundException>());
    }

    [TestCaseSource(nameof(Algorithms))]
    public void A_token_cancels_between_batches(string algorithm)
    {
        using CancellationTokenSource source = new();
        using CalibratedBuild build = new();
        build.Calibrate(CalibratedBuild.Calibrator(algorithm, Endless(), CachePath));
        Assert.That(
            () => build.Run(source.Token),
            Throws.TypeOf<OperationCanceledException>()
                .With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(source.Token));
        Assert.That(File.Exists(CachePath), Is.False);

        IEnumerable<CalibrationBatch> Endless()
        {
            for (int index = 0; ; index++)
            {
                if (index == 3)
                {
                    source.Cancel();
                }

                yield return CalibratedBuild.Batch(1);
            }
        }
    }

    [TestCase("TRT-100600-MinMaxCalibration\nx: 3f800000\ny: 3f800000\n", "MinMaxCalibration", "EntropyCalibration2")]
    [TestCase("TRT-100600-EntropyCalibration2\nInput3: 3f800000\n", "Input3", "affine")]
    [TestCase("TRT-100600-EntropyCalibration2\nx: 3f800000\n", "another model", "'y'")]
    [TestCase("no cache", "begins with", "affine.calibration")]
    public void A_cache_of_something_else_is_refused(string text, string one, string other)
    {
        File.WriteAllText(CachePath, text);
        using CalibratedBuild build = new();
        build.Calibrate(CalibratedBuild.Calibrator("EntropyCalibration2", [CalibratedBuild.Batch(1)], CachePath));
        Assert.That(
            () => build.Run(),
            Throws.TypeOf<CalibrationCacheException>().With.Message.Contains(one).And.Message.Contains(other)
                .And.Message.Contains(CachePath));
        Assert.That(File.ReadAllText(CachePath), Is.EqualTo(text));
    }

    [Test]
    public void Device_memory_is_read_in_place()
    {
        using CalibratedBuild build = new();
        using DeviceBuffer buffer = build.Library.AllocateBuffer(24);
        buffer.CopyFrom<float>([1, 2, 3, -127, 5, 6]);
        build.Calibrate(new Int8MinMaxCalibrator([new CalibrationBatch().Set("x", buffer, DataType.Float, 2, 3)]));
        build.Run().Dispose();
        Assert.That(build.Config.Int8Calibrator!.Cache!.GetDynamicRange("x"), Is.EqualTo(127f));
    }

    [Test]
    public void The_calibration_profile_gives_the_shape()
    {
        using CalibratedBuild build = new();
        OptimizationProfile profile = build.Builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [4, 3], [4, 3], [4, 3]);
        build.Config.SetCalibrationProfile(profile);
        build.Calibrate(new Int8MinMaxCalibrator([new CalibrationBatch().Set("x", new float[12], 4, 3)]));
        build.Run().Dispose();
        Assert.That(build.Config.Int8Calibrator!.Cache, Is.Not.Null);
    }

    [Test]
    public void The_legacy_calibrator_gives_its_cutoffs()
    {
        using CalibratedBuild build = new();
        build.Calibrate(new Int8LegacyCalibrator([CalibratedBuild.Batch(1)]) { Quantile = 0.75, RegressionCutoff = 0.5 });
        build.Fake.ClearCalls();
        build.Run().Dispose();
        Assert.That(build.Fake.Calls, Does.Contain(("IInt8LegacyCalibrator::getQuantile", "0.750000")));
        Assert.That(build.Fake.Calls, Does.Contain(("IInt8LegacyCalibrator::getRegressionCutoff", "0.500000")));
    }

    [Test]
    public void The_legacy_calibrators_histogram_serves_another_one_with_other_cutoffs()
    {
        Int8LegacyCalibrator first = new([CalibratedBuild.Batch(1)]);
        Assert.That(ReadBy(first), Is.EqualTo("0"), "there is none");
        Assert.That(Encoding.UTF8.GetString(first.Histogram.Span), Is.EqualTo("histogram"), "what the fake writes, all of it");

        Int8LegacyCalibrator second = new([CalibratedBuild.Batch(1)]) { Histogram = first.Histogram, Quantile = 0.5 };
        Assert.That(ReadBy(second), Is.EqualTo("9"));

        static string ReadBy(Int8LegacyCalibrator calibrator)
        {
            using CalibratedBuild build = new();
            build.Calibrate(calibrator);
            build.Fake.ClearCalls();
            build.Run().Dispose();
            return build.Fake.Calls.Single(static call => call.Method == "IInt8LegacyCalibrator::readHistogramCache").Result;
        }
    }

    [Test]
    public void Without_the_flag_a_build_says_that_nobody_would_ask()
    {
        using CalibratedBuild build = new();
        build.Config.Int8Calibrator = new Int8EntropyCalibrator2([]);
        Assert.That(() => build.Run(), Throws.InvalidOperationException.With.Message.Contains("BuilderFlag.Int8"));
        build.Config.Int8Calibrator = null;
        Assert.That(build.Config.Int8Calibrator, Is.Null);
        build.Run().Dispose();
    }

    [Test]
    public void A_calibrator_cannot_be_replaced_while_it_is_asked()
    {
        using CalibratedBuild build = new();
        build.Calibrate(new Int8EntropyCalibrator2(Replacing()));
        Assert.That(
            () => build.Run(), Throws.TypeOf<EngineBuildException>().With.InnerException.InstanceOf<InvalidOperationException>());

        IEnumerable<CalibrationBatch> Replacing()
        {
            build.Config.Int8Calibrator = null;
            yield return CalibratedBuild.Batch(1);
        }
    }

    [TestCase("trt11")]
    [TestCase("rtx1")]
    public void Other_families_refuse_and_say_what_to_do(string family)
    {
        using CalibratedBuild build = new(family);
        Assert.That(
            () => build.Config.Int8Calibrator = new Int8EntropyCalibrator2([]),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("QuantizeLinear"));
        build.Config.Int8Calibrator = null;
        build.Run().Dispose();
    }

    [Test]
    public void Garbage_is_collected_at_the_worst_moments_and_the_calibrator_lives()
    {
        using CalibratedBuild build = new();
        WeakReference trace = Forget(build);
        build.Run().Dispose();
        Assert.That(trace.IsAlive, Is.True, "held by the configuration");
        build.Config.Int8Calibrator = null;
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget(CalibratedBuild build)
        {
            Int8Calibrator calibrator = new Int8EntropyCalibrator2(Collecting()) { Progress = new Collector() };
            build.Calibrate(calibrator);
            return new WeakReference(calibrator);
        }

        static IEnumerable<CalibrationBatch> Collecting()
        {
            Garbage.Collect();
            yield return CalibratedBuild.Batch(1);
            Garbage.Collect();
            yield return CalibratedBuild.Batch(2);
            Garbage.Collect();
        }
    }

    [Test]
    public void A_thousand_rounds_leave_nothing()
    {
        FakeTensorRT fake = FakeTensorRT.Require("trt10");
        long natives = NativeHandle.LiveCount;
        long userData = UserData.LiveCount;
        for (int round = 0; round < 1000; round += 4)
        {
            using CalibratedBuild build = new();
            foreach (string algorithm in Algorithms)
            {
                build.Calibrate(CalibratedBuild.Calibrator(algorithm, [CalibratedBuild.Batch(1)]));
                build.Run().Dispose();
            }
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(UserData.LiveCount, Is.EqualTo(userData));
        Assert.That(fake.Living, Is.Empty);
    }

    private static IEnumerable<CalibrationBatch> Broken(int whole = 0)
    {
        for (int index = 0; index < whole; index++)
        {
            yield return CalibratedBuild.Batch(1);
        }

        throw Thrown;
    }

    private static TestCaseData Failure(
        string name, IEnumerable<CalibrationBatch> batches, IProgress<int>? progress, Type cause, string said) =>
        new TestCaseData(batches, progress, cause, said).SetArgDisplayNames(name);

    private sealed class Taken(List<int> counts) : IProgress<int>
    {
        public void Report(int value) => counts.Add(value);
    }

    private sealed class Throwing : IProgress<int>
    {
        public void Report(int value) => throw Thrown;
    }

    private sealed class Collector : IProgress<int>
    {
        public void Report(int value) => Garbage.Collect();
    }
}
