using TensorRTSharp;

TensorRT tensorrt = TensorRT.Open(Backend.Cpu); // or TensorRT10, TensorRT11
tensorrt.Plugins.Register<Clamp01>();

if (!File.Exists("clamp.plan"))
{
    using Builder builder = tensorrt.CreateBuilder();
    using Network network = builder.CreateNetwork();
    using OnnxParser parser = network.CreateOnnxParser();
    parser.ParseFile("clamp.onnx");
    using BuilderConfig config = builder.CreateConfig();
    using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
    plan.Save("clamp.plan");
}

using Runtime runtime = tensorrt.CreateRuntime();
using Engine engine = runtime.LoadEngine("clamp.plan");
using InferenceContext context = engine.CreateContext();
using DeviceStream stream = tensorrt.CreateStream();
using DeviceBuffer x = tensorrt.AllocateBuffer(4 * sizeof(float));
using DeviceBuffer y = tensorrt.AllocateBuffer(4 * sizeof(float));
x.CopyFrom<float>([-1, 0.5f, 1, 8]);
context.SetTensorAddress("x", x);
context.SetTensorAddress("y", y);
context.Enqueue(stream);
stream.Synchronize();
float[] clamped = new float[4];
y.CopyTo<float>(clamped);
Console.WriteLine(string.Join(" ", clamped.Select(value => value.ToString("0.00"))));
