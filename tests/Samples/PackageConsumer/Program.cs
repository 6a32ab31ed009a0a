using TensorRTSharp;

TensorRT tensorrt = TensorRT.Open(Backend.Cpu);
using Builder builder = tensorrt.CreateBuilder();
using Network network = builder.CreateNetwork();
using OnnxParser parser = network.CreateOnnxParser();
parser.ParseFile(args[0]);
Console.WriteLine($"{tensorrt}: {network.Layers.Count} layers");
