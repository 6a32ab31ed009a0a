using System.Numerics.Tensors;

namespace TensorRTSharp.Guide;

/// <summary>Examples of docs/guide.md: what stands between the marks is what the guide shows.</summary>
internal static class RunningExamples
{
    public static async Task LoadAsync(Backend backend)
    {
        await BuildingExamples.BuildPlanAsync(backend);
        // <load>
        using Engine engine = Engine.Load("digits-cnn.plan", new EngineLoadOptions { Backend = backend });
        foreach (EngineTensor tensor in engine.Tensors)
        {
            Console.WriteLine(tensor);
        }
        // </load>
    }

    public static async Task InputsAsync(Backend backend)
    {
        using Engine engine = await DigitsAsync(backend);
        // <inputs>
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();

        // an array or a span with its shape
        float[] pixels = new float[2 * 64];
        inputs.Set("input", pixels, [2, 1, 8, 8]);

        // a tensor, or a part of one
        inputs.Set("input", new ReadOnlyTensorSpan<float>(pixels, [2, 1, 8, 8]).Slice(1..2, 0..1, 0..8, 0..8));

        // written where it is needed, with nothing copied
        byte[] image = new byte[64];
        inputs.Write<float, byte[]>("input", [1, 1, 8, 8], image, static (target, bytes) =>
        {
            TensorPrimitives.ConvertTruncating(bytes, target);
            TensorPrimitives.Divide(target, 16f, target);
        });

        using InferenceResult result = session.Run(inputs);
        ReadOnlyTensorSpan<float> logits = result.Get<float>("logits");
        Console.WriteLine($"{logits.Rank} dimensions, {logits.FlattenedLength} logits, the first is {(logits[0, 0] < 100 ? "finite" : "large")}");
        // </inputs>
    }

    public static async Task ProfilesAsync(Backend backend)
    {
        // <profiles>
        using Engine engine = await TensorRT.FromOnnx("digits-cnn.onnx")
            .WithBackend(backend)
            .AddProfile(static single => single.SetShape("input", [1, 1, 8, 8], [1, 1, 8, 8], [8, 1, 8, 8]))
            .AddProfile(static batch => batch.SetShape("input", [8, 1, 8, 8], [64, 1, 8, 8], [64, 1, 8, 8]))
            .BuildAsync();

        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        foreach (int batch in new[] { 1, 50 })
        {
            inputs.Set("input", new float[batch * 64], [batch, 1, 8, 8]);
            using InferenceResult result = session.Run(inputs);
            Console.WriteLine($"batch {batch}: profile {session.OptimizationProfile}");
        }
        // </profiles>
    }

    public static async Task DataDependentAsync(Backend backend)
    {
        // <data-dependent>
        using Engine engine = await TensorRT.FromOnnx("nonzero.onnx")
            .WithBackend(backend)
            .WithProfile("x", min: [1], opt: [8], max: [100])
            .BuildAsync();

        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", new float[] { 0, 3, 0, 0, 5 }, [5]);
        using InferenceResult result = await session.RunAsync(inputs);
        Console.WriteLine($"shape [{string.Join(", ", result.GetShape("positions"))}]: {string.Join(", ", result.ToArray<long>("positions"))}");
        // </data-dependent>
    }

    public static async Task ThreadsAsync(Backend backend)
    {
        using Engine engine = await DigitsAsync(backend);
        // <threads>
        int images = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 4),
            async (_, cancellationToken) =>
            {
                using InferenceSession session = engine.CreateSession(); // one for each worker, never shared
                using InferenceInputs inputs = session.CreateInputs();
                for (int batch = 0; batch < 10; batch++)
                {
                    inputs.Set("input", new float[8 * 64], [8, 1, 8, 8]);
                    using InferenceResult result = await session.RunAsync(inputs, cancellationToken);
                    Interlocked.Add(ref images, (int)result.GetShape("logits")[0]);
                }
            });
        Console.WriteLine($"{images} images");
        // </threads>
    }

    public static async Task DeviceMemoryAsync(Backend backend)
    {
        using Engine engine = await DigitsAsync(backend);
        // <device-memory>
        TensorRT library = TensorRT.Open(backend);
        using DeviceStream stream = library.CreateStream(); // stream.Handle is a CUstream, for kernels of your own
        using DeviceBuffer pixels = library.AllocateBuffer(64 * sizeof(float)); // pixels.Address is a CUdeviceptr
        using DeviceBuffer logits = library.AllocateBuffer(10 * sizeof(float));
        pixels.CopyFrom<float>(new float[64]);

        using InferenceSession session = engine.CreateSession(options => options.Stream = stream);
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("input", pixels, [1, 1, 8, 8]); // read in place
        inputs.BindOutput("logits", logits);       // stays on the device
        using InferenceResult result = session.Run(inputs);

        float[] scores = new float[10];
        logits.CopyTo<float>(scores);
        Console.WriteLine($"{scores.Length} scores");
        // </device-memory>
    }

    private static Task<Engine> DigitsAsync(Backend backend) => TensorRT.FromOnnx("digits-cnn.onnx")
        .WithBackend(backend)
        .WithProfile("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
        .BuildAsync();
}
