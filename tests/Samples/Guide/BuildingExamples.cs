using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Guide;

/// <summary>Examples of docs/guide.md: what stands between the marks is what the guide shows.</summary>
internal static class BuildingExamples
{
    public static async Task BuildAndRunAsync(Backend backend)
    {
        // <build-and-run>
        using Engine engine = await TensorRT.FromOnnx("digits-cnn.onnx")
            .WithBackend(backend)
            .WithProfile("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .WithWorkspace(ByteSize.GiB(4))
            .BuildAsync();

        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("input", new float[64], [1, 1, 8, 8]);
        using InferenceResult result = await session.RunAsync(inputs);
        Console.WriteLine($"logits: {string.Join(", ", result.GetShape("logits"))}");
        // </build-and-run>
    }

    public static async Task BuildPlanAsync(Backend backend)
    {
        // <build-plan>
        using EnginePlan plan = await TensorRT.FromOnnx("digits-cnn.onnx")
            .WithBackend(backend)
            .WithProfile("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .BuildPlanAsync();
        plan.Save("digits-cnn.plan", describe: true);

        EngineInfo info = EngineInfo.Read("digits-cnn.plan");
        Console.WriteLine($"made by {info.Description!.Maker} {info.Description.LibraryVersion} from {info.Description.Model!.Name}");
        // </build-plan>
    }

    public static async Task EngineCacheAsync(Backend backend)
    {
        // <engine-cache>
        EngineCache cache = new("engines", new EngineCacheOptions { SizeLimit = ByteSize.GiB(20) });
        EngineBuilder builder = TensorRT.FromOnnx("digits-cnn.onnx")
            .WithBackend(backend)
            .WithProfile("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .WithEngineCache(cache);

        using EnginePlan first = await builder.BuildPlanAsync();
        using EnginePlan second = await builder.BuildPlanAsync();
        Console.WriteLine($"first from the cache: {first.WasCached}, second: {second.WasCached}");
        // </engine-cache>
    }

    public static async Task ProgressAsync(Backend backend)
    {
        // <progress>
        using ILoggerFactory logging = LoggerFactory.Create(static log => log.AddConsole().SetMinimumLevel(LogLevel.Warning));
        using CancellationTokenSource cancellation = new(TimeSpan.FromMinutes(30));
        Progress<BuildProgress> progress = new(static now =>
            Console.WriteLine($"{now.Elapsed.TotalSeconds,6:F1} s  {now.Phase ?? now.Stage.ToString()}"));

        using EnginePlan plan = await TensorRT.FromOnnx("digits-cnn.onnx")
            .WithBackend(backend)
            .WithProfile("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
            .WithProgress(progress)
            .WithLogger(logging.CreateLogger("TensorRT"))
            .BuildPlanAsync(cancellation.Token);
        Console.WriteLine($"{plan.ByteLength:N0} bytes in {plan.Description.BuildDuration!.Value.TotalSeconds:F1} s");
        // </progress>
    }

    public static async Task NetworkAsync(Backend backend)
    {
        // <network>
        EngineBuilder builder = TensorRT.FromNetwork(
            static network =>
            {
                Tensor x = network.AddInput("x", DataType.Float, -1, 3);
                using Weights factors = Weights.From(2f, 3f, 4f);
                Tensor factor = network.AddConstant(factors, 1, 3).GetOutput();
                Tensor y = network.AddElementWise(x, factor, ElementWiseOperation.Prod).GetOutput();
                y.Name = "y";
                network.MarkOutput(y);
            },
            name: "scale",
            version: "1");

        using EnginePlan plan = await builder
            .WithBackend(backend)
            .WithProfile("x", min: [1, 3], opt: [4, 3], max: [16, 3])
            .WithEngineCache("engines")
            .BuildPlanAsync();
        Console.WriteLine($"{plan.Description.Model!.Name}: {plan.Description.Outputs[0].Name}");
        // </network>
    }
}
