using TensorRTSharp;

TensorRT tensorrt = TensorRT.Open(Backend.Cpu); // or TensorRT10, TensorRT11, TensorRTRtx

using Builder builder = tensorrt.CreateBuilder();
using Network network = builder.CreateNetwork();
using OnnxParser parser = network.CreateOnnxParser();
parser.ParseFile("digits-cnn.onnx");
using BuilderConfig config = builder.CreateConfig();
OptimizationProfile profile = builder.CreateOptimizationProfile();
profile.SetDimensions("input", min: [1, 1, 8, 8], opt: [8, 1, 8, 8], max: [64, 1, 8, 8]);
config.AddOptimizationProfile(profile);
using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
plan.Save("digits-cnn.plan");

using Runtime runtime = tensorrt.CreateRuntime();
using Engine engine = runtime.LoadEngine("digits-cnn.plan");
using InferenceContext context = engine.CreateContext();
using DeviceStream stream = tensorrt.CreateStream();
using DeviceBuffer input = tensorrt.AllocateBuffer(64 * sizeof(float));
using DeviceBuffer logits = tensorrt.AllocateBuffer(10 * sizeof(float));
input.CopyFrom<float>(File.ReadAllBytes("seven.raw").Select(pixel => pixel / 16f).ToArray());
context.SetInputShape("input", [1, 1, 8, 8]);
context.SetTensorAddress("input", input);
context.SetTensorAddress("logits", logits);
context.Enqueue(stream);
stream.Synchronize();
float[] scores = new float[10];
logits.CopyTo<float>(scores);
Console.WriteLine($"This is a {Array.IndexOf(scores, scores.Max())}.");
