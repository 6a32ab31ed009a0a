using System.Numerics.Tensors;
using TensorRTSharp;

using Engine engine = await TensorRT.FromOnnx("digits-cnn.onnx")
    .WithBackend(Backend.Cpu) // without this line, the best TensorRT of the machine
    .WithProfile("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8])
    .WithWorkspace(ByteSize.GiB(4))
    .WithEngineCache("engines") // built once; later starts find it there
    .BuildAsync();
engine.Save("digits-cnn.plan");

using InferenceSession session = engine.CreateSession();
using InferenceInputs inputs = session.CreateInputs();
byte[] image = await File.ReadAllBytesAsync("seven.raw");
float[] pixels = [.. image.Select(pixel => pixel / 16f)];
inputs.Set("input", pixels, [1, 1, 8, 8]);
using InferenceResult result = await session.RunAsync(inputs);
ReadOnlySpan<float> scores = result.GetSpan<float>("logits");
Console.WriteLine($"This is a {TensorPrimitives.IndexOfMax(scores)}.");
