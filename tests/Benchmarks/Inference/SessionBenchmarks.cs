using System.ComponentModel;
using BenchmarkDotNet.Attributes;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// One inference of a small model through a session, over the same calls of the binding beneath: values in, run, values
/// out. On the fake TensorRT 11 copies go through page-locked memory, as with a GPU; what the fakes do costs both the same.
/// </summary>
[MemoryDiagnoser]
[Description("session")]
public class SessionBenchmarks
{
    private readonly float[] _x = [1, 2, 3, 4, 5, 6];
    private readonly float[] _y = new float[12];
    private Engine _engine = null!;
    private InferenceSession _session = null!;
    private InferenceInputs _inputs = null!;
    private InferenceContext _context = null!;
    private DeviceStream _stream = null!;
    private DeviceBuffer _input = null!;
    private DeviceBuffer _output = null!;

    [ParamsSource(nameof(Backends))]
    public Backend Backend { get; set; }

    /// <summary>The fakes need the fake driver, which the environment names.</summary>
    public static IEnumerable<Backend> Backends =>
        Environment.GetEnvironmentVariable("TRTSHARP_CUDA_DRIVER") is null ? [Backend.Cpu] : [Backend.Cpu, Backend.TensorRT11];

    [GlobalSetup]
    public void SetUp()
    {
        string fake = Path.Combine(Repository.Artifacts, "native", "release", "doubles", "trt11", "libnvinfer.so.11");
        TensorRT library = TensorRT.Open(Backend, Backend == Backend.Cpu ? null : fake);
        _engine = TensorRT.FromNetwork(Define)
            .WithLibrary(library)
            .WithProfile("x", min: [1, 3], opt: [2, 3], max: [4, 3])
            .Build();
        _session = _engine.CreateSession();
        _inputs = _session.CreateInputs();
        _context = _engine.CreateContext();
        _stream = library.CreateStream();
        _input = library.AllocateBuffer(24);
        _output = library.AllocateBuffer(48);
        _context.SetInputShape("x", [2, 3]);
        _context.SetTensorAddress("x", _input);
        _context.SetTensorAddress("y", _output);
        Binding();
        float[] expected = [.. _y];
        Session();
        if (!_y.AsSpan().SequenceEqual(expected) || expected.All(static value => value == 0))
        {
            throw new InvalidOperationException("Both must compute the same, and something.");
        }
    }

    [Benchmark(Baseline = true)]
    public void Binding()
    {
        _input.CopyFrom<float>(_x);
        _context.SetInputShape("x", [2, 3]);
        _context.Enqueue(_stream);
        _stream.Synchronize();
        _output.CopyTo<float>(_y);
    }

    [Benchmark]
    public void Session()
    {
        _inputs.Set("x", _x, [2, 3]);
        using InferenceResult result = _session.Run(_inputs);
        result.CopyTo("y", _y.AsSpan());
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _inputs.Dispose();
        _session.Dispose();
        _context.Dispose();
        _stream.Dispose();
        _input.Dispose();
        _output.Dispose();
        _engine.Dispose();
    }

    /// <summary>y = concat(x, x): nothing to compute.</summary>
    private static void Define(Network network)
    {
        Tensor x = network.AddInput("x", DataType.Float, -1, 3);
        ConcatenationLayer both = network.AddConcatenation(x, x);
        both.Axis = 1;
        Tensor y = both.GetOutput();
        y.Name = "y";
        network.MarkOutput(y);
    }
}
