using System.Collections;

namespace TensorRTSharp.Guide;

/// <summary>Examples of docs/calibration.md: what stands between the marks is what the guide shows.</summary>
internal static class CalibrationExamples
{
    public static async Task CalibrateAsync(Backend backend)
    {
        // <calibrate>
        static IEnumerable<CalibrationBatch> Batches()
        {
            foreach (string[] files in Directory.GetFiles("typical").Order().Chunk(8)) // a number of images that 8 divides
            {
                float[] pixels = [.. files.SelectMany(File.ReadAllBytes).Select(static pixel => pixel / 16f)];
                yield return new CalibrationBatch().Set("image", pixels, 8, 1, 8, 8);
            }
        }

        Int8EntropyCalibrator2 calibrator = new(Batches()) { CachePath = "model.calibration" };
        using EnginePlan plan = await TensorRT.FromOnnx("model.onnx")
            .WithBackend(backend)
            .WithProfile("image", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .WithFlag(BuilderFlag.Int8)
            .Configure(config => config.Int8Calibrator = calibrator, cacheTag: "typical images of 2026-11")
            .BuildPlanAsync();
        Console.WriteLine($"{calibrator.Cache!.Algorithm}: {calibrator.Cache.Scales.Count} tensors");
        // </calibrate>
    }

    public static Task CalibrationBuilderAsync(Backend backend)
    {
        // <calibration-builder>
        TensorRT tensorrt = TensorRT.Open(backend);
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.ParseFile("model.onnx");

        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("image", [1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]);
        config.AddOptimizationProfile(profile);
        config.SetFlag(BuilderFlag.Int8);
        config.Int8Calibrator = new Int8MinMaxCalibrator(new DeviceBatches(tensorrt, "typical"));
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        Console.WriteLine($"image: up to {config.Int8Calibrator.Cache!.GetDynamicRange("image"):0.00}");
        // </calibration-builder>
        return Task.CompletedTask;
    }

    public static async Task CalibrationProgressAsync(Backend backend)
    {
        CalibrationBatch[] batches =
            [.. Enumerable.Range(0, 4).Select(static _ => new CalibrationBatch().Set("image", new float[512], 8, 1, 8, 8))];
        // <calibration-progress>
        using CancellationTokenSource cancellation = new(TimeSpan.FromMinutes(30));
        Int8EntropyCalibrator2 calibrator = new(batches) { Progress = new BatchCounter(batches.Length) };
        using EnginePlan plan = await TensorRT.FromOnnx("model.onnx")
            .WithBackend(backend)
            .WithProfile("image", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .WithFlag(BuilderFlag.Int8)
            .Configure(config => config.Int8Calibrator = calibrator, cacheTag: "zeros")
            .BuildPlanAsync(cancellation.Token);
        // </calibration-progress>
    }

    public static async Task CalibrationCacheAsync(Backend backend)
    {
        await CalibrateAsync(backend);
        // <calibration-cache>
        CalibrationCache cache = CalibrationCache.Load("model.calibration"); // anybody's: trtexec's, a Python script's
        Console.WriteLine($"{cache.Algorithm} of TensorRT {cache.TensorRTVersion}");
        foreach (CalibrationScale scale in cache.Scales)
        {
            Console.WriteLine($"{scale.Tensor}: up to {127 * scale.Scale:0.00}");
        }

        Int8EntropyCalibrator2 calibrator = new(batches: []) { Cache = cache }; // no data is needed any more
        using EnginePlan plan = await TensorRT.FromOnnx("model.onnx")
            .WithBackend(backend)
            .WithProfile("image", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .WithFlag(BuilderFlag.Int8)
            .Configure(config => config.Int8Calibrator = calibrator, cacheTag: "model.calibration of 2026-11")
            .BuildPlanAsync();
        Console.WriteLine($"{plan.ByteLength > 0}");
        // </calibration-cache>
    }

    public static async Task CalibrationFailureAsync(Backend backend)
    {
        IEnumerable<CalibrationBatch> batches = [new CalibrationBatch().Set("image", new float[64], 1, 1, 8, 8)];
        EngineBuilder builder = TensorRT.FromOnnx("model.onnx")
            .WithBackend(backend)
            .WithProfile("image", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .WithFlag(BuilderFlag.Int8)
            .Configure(config => config.Int8Calibrator = new Int8EntropyCalibrator2(batches), cacheTag: "too few");
        // <calibration-failure>
        try
        {
            using EnginePlan plan = await builder.BuildPlanAsync();
        }
        catch (TensorRTNotSupportedException elsewhere)
        {
            Console.WriteLine(elsewhere.Message); // not TensorRT 10: says what to do instead
        }
        catch (CalibrationCacheException cache)
        {
            Console.WriteLine(cache.Message); // the file is no cache, or another model's
        }
        catch (EngineBuildException failed) when (failed.InnerException is { } cause)
        {
            Console.WriteLine(cause.Message); // what the batches or the progress threw, or what a batch lacks
        }
        // </calibration-failure>
    }
}

// <calibration-device>
/// <summary>Batches in device memory, which TensorRT reads in place: one buffer serves all of them.</summary>
internal sealed class DeviceBatches(TensorRT tensorrt, string folder) : IEnumerable<CalibrationBatch>
{
    public IEnumerator<CalibrationBatch> GetEnumerator()
    {
        using DeviceBuffer images = tensorrt.AllocateBuffer(8 * 64 * sizeof(float));
        foreach (string[] files in Directory.GetFiles(folder).Order().Chunk(8))
        {
            float[] pixels = [.. files.SelectMany(File.ReadAllBytes).Select(static pixel => pixel / 16f)];
            images.CopyFrom<float>(pixels); // TensorRT asked for the next batch: it has read the one before
            yield return new CalibrationBatch().Set("image", images, DataType.Float, 8, 1, 8, 8);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
// </calibration-device>

// <calibration-counter>
/// <summary>Called on the thread that builds, before the next batch is asked for.</summary>
internal sealed class BatchCounter(int all) : IProgress<int>
{
    public void Report(int value) => Console.WriteLine($"batch {value} of {all}");
}
// </calibration-counter>
