using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;

namespace TensorRTSharp.Benchmarks;

/// <summary>One inference on the CPU backend, over the same by ONNX Runtime's own C# package: what the layers between cost.</summary>
[MemoryDiagnoser]
public class InferenceBenchmarks
{
    private const int Pixels = 64;
    private const int Classes = 10;

    private readonly float[] _pixels = new float[Pixels];
    private readonly float[] _logits = new float[Classes];
    private Runtime _runtime = null!;
    private Engine _engine = null!;
    private InferenceContext _context = null!;
    private DeviceStream _stream = null!;
    private DeviceBuffer _input = null!;
    private DeviceBuffer _output = null!;
    private InferenceSession _session = null!;
    private OrtValue _ortInput = null!;
    private OrtValue _ortOutput = null!;
    private RunOptions _runOptions = null!;

    private static string Model => Path.Combine(AppContext.BaseDirectory, "Assets", "digits-cnn", "digits-cnn.onnx");

    [GlobalSetup]
    public void SetUp()
    {
        TensorRT tensorrt = TensorRT.Open(Backend.Cpu);
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.ParseFile(Model);
        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("input", [1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]);
        config.AddOptimizationProfile(profile);
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        _runtime = tensorrt.CreateRuntime();
        _engine = _runtime.DeserializeEngine(plan);
        _context = _engine.CreateContext();
        _stream = tensorrt.CreateStream();
        _input = tensorrt.AllocateBuffer(Pixels * sizeof(float));
        _output = tensorrt.AllocateBuffer(Classes * sizeof(float));
        _context.SetInputShape("input", [1, 1, 8, 8]);
        _context.SetTensorAddress("input", _input);
        _context.SetTensorAddress("logits", _output);

        _session = new InferenceSession(Model);
        _ortInput = OrtValue.CreateTensorValueFromMemory(_pixels, [1, 1, 8, 8]);
        _ortOutput = OrtValue.CreateTensorValueFromMemory(_logits, [1, Classes]);
        _runOptions = new RunOptions();
    }

    [Benchmark(Baseline = true)]
    public void OnnxRuntimePackage() => _session.Run(_runOptions, ["input"], [_ortInput], ["logits"], [_ortOutput]);

    [Benchmark]
    public void CpuBackend()
    {
        _context.Enqueue(_stream);
        _stream.Synchronize();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _ortInput.Dispose();
        _ortOutput.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
        _context.Dispose();
        _stream.Dispose();
        _input.Dispose();
        _output.Dispose();
        _engine.Dispose();
        _runtime.Dispose();
    }
}
