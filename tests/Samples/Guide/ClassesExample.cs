namespace TensorRTSharp.Guide;

/// <summary>The example of the package's README: what stands between the marks is what it shows.</summary>
internal static class ClassesExample
{
    public static Task ClassesAsync(Backend backend)
    {
        // <classes>
        TensorRT tensorrt = TensorRT.Open(backend); // Backend.Cpu, Backend.TensorRT10, …

        using Builder builder = tensorrt.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.ParseFile("digits-cnn.onnx");
        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("input", [1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]);
        config.AddOptimizationProfile(profile);
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);

        using Runtime runtime = tensorrt.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = tensorrt.CreateStream();
        using DeviceBuffer input = tensorrt.AllocateBuffer(8 * 64 * sizeof(float));
        using OutputBuffer output = tensorrt.CreateOutputBuffer();
        input.CopyFrom<float>(new float[8 * 64]);
        context.SetInputShape("input", [8, 1, 8, 8]);
        context.SetTensorAddress("input", input);
        context.SetOutputBuffer("logits", output);
        context.Enqueue(stream);
        stream.Synchronize();
        float[] logits = output.ToArray<float>();
        Console.WriteLine($"{logits.Length} logits");
        // </classes>
        return Task.CompletedTask;
    }
}
