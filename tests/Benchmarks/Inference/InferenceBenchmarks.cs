using System.ComponentModel;
using BenchmarkDotNet.Attributes;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// One inference on the CPU backend, over the same by ONNX Runtime's own C# package: what the layers between cost.
/// </summary>
[MemoryDiagnoser]
[Description("inference")]
public class InferenceBenchmarks
{
    private OnnxRuntimeRun _onnxRuntime = null!;
    private CpuBackendRun _cpuBackend = null!;

    [ParamsSource(nameof(Cases))]
    public InferenceCase Case { get; set; } = null!;

    public static IEnumerable<InferenceCase> Cases =>
        from optimization in Enum.GetValues<GraphOptimization>()
        from model in ((string Name, int Batch)[])
            [(BenchmarkModels.ResNet50, 1), (BenchmarkModels.ResNet50, 8), (BenchmarkModels.Digits, 1)]
        where model.Name != BenchmarkModels.ResNet50 || BenchmarkModels.WhyNoResNet50 is null
        select new InferenceCase(model.Name, model.Batch, optimization);

    [GlobalSetup]
    public void SetUp()
    {
        TensorRT tensorrt = TensorRT.Open(Backend.Cpu); // first: it starts ONNX Runtime with its telemetry off
        byte[] model = BenchmarkModels.Read(Case.Model);
        _onnxRuntime = new OnnxRuntimeRun(model, Case.Optimization, Case.Batch);
        _cpuBackend = new CpuBackendRun(tensorrt, model, Case.Optimization, _onnxRuntime);
        _onnxRuntime.Run();
        _cpuBackend.Run();
        RequireEqual(_cpuBackend.Output(), _onnxRuntime.Output);
    }

    [Benchmark(Baseline = true)]
    public void OnnxRuntimePackage() => _onnxRuntime.Run();

    [Benchmark]
    public void CpuBackend() => _cpuBackend.Run();

    [GlobalCleanup]
    public void CleanUp()
    {
        _cpuBackend.Dispose();
        _onnxRuntime.Dispose();
    }

    private static void RequireEqual(float[] actual, float[] expected)
    {
        if (!expected.Any(value => value != expected[0]))
        {
            throw new InvalidOperationException("All outputs are the same number: equal ones would prove nothing.");
        }

        if (!actual.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidOperationException(
                "The CPU backend's outputs differ from ONNX Runtime's: the times would compare different work.");
        }
    }
}
