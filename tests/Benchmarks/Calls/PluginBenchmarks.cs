using System.ComponentModel;
using BenchmarkDotNet.Attributes;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// An enqueue of an engine that is one plugin, which launches one kernel: the plugin in C#, over the same one in C++ from a
/// native library, both in the fake TensorRT 10 and on the fake CUDA driver that TRTSHARP_CUDA_DRIVER names.
/// </summary>
[MemoryDiagnoser]
[Description("enqueue of a plugin")]
public class PluginBenchmarks
{
    private const int Calls = 64;
    private const int Elements = 4;

    private readonly List<IDisposable> _owned = [];
    private TensorRT _library = null!;
    private DeviceStream _stream = null!;
    private InferenceContext _cpp = null!;
    private InferenceContext _csharp = null!;

    [GlobalSetup]
    public void SetUp()
    {
        string folder = Path.Combine(Repository.Artifacts, "native", "release", "doubles", "trt10");
        _library = TensorRT.Open(Backend.TensorRT10, Path.Combine(folder, "libnvinfer.so.10"));
        _stream = Own(_library.CreateStream());
        _ = Own(_library.Plugins.LoadLibrary(Path.Combine(folder, "libnative_plugins.so")));
        _ = Own(_library.Plugins.Register<BenchmarkClamp01>());
        PluginCreator native = _library.Plugins.Find("NativeClamp01")!;
        _cpp = Context((network, x) => network.AddPlugin(native, "clamp", [PluginField.Of("slope", 1f)], x));
        _csharp = Context(static (network, x) => network.AddPlugin(new BenchmarkClamp01(), x));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Cpp() => Enqueue(_cpp);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void CSharp() => Enqueue(_csharp);

    [GlobalCleanup]
    public void CleanUp()
    {
        _owned.Reverse();
        _owned.ForEach(static owned => owned.Dispose());
    }

    private void Enqueue(InferenceContext context)
    {
        for (int i = 0; i < Calls; i++)
        {
            context.Enqueue(_stream);
        }

        _stream.Synchronize();
    }

    private InferenceContext Context(Func<Network, Tensor, Layer> add)
    {
        using Builder builder = _library.CreateBuilder();
        using Network network = builder.CreateNetwork();
        Tensor y = add(network, network.AddInput("x", DataType.Float, Elements)).GetOutput();
        y.Name = "y";
        network.MarkOutput(y);
        using BuilderConfig config = builder.CreateConfig();
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        Runtime runtime = Own(_library.CreateRuntime());
        Engine engine = Own(runtime.DeserializeEngine(plan));
        InferenceContext context = Own(engine.CreateContext());
        context.SetTensorAddress("x", Own(_library.AllocateBuffer(Elements * sizeof(float))));
        context.SetTensorAddress("y", Own(_library.AllocateBuffer(Elements * sizeof(float))));
        return context;
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>What the native library's plugin does, in C#. The fake driver reads the kernel's head alone.</summary>
    private sealed class BenchmarkClamp01 : Plugin
    {
        private const int Threads = 256;

        private const string Ptx =
            """
            .version 6.0
            .target sm_70
            .visible .entry clamp01(.param .u64 x, .param .u64 y, .param .f32 slope, .param .u32 count) { ret; }
            """;

        private float _slope = 1;
        private int _count;
        private DeviceKernel? _kernel;

        public override string Name => "BenchmarkClamp01";

        public override void DescribeFields(PluginFields fields) => fields.Add("slope", ref _slope);

        public override void Attach() => _kernel = DeviceModule.LoadPtx(Library, Ptx).GetKernel("clamp01");

        public override void OnShapeChange(PluginTensors inputs, PluginTensors outputs) =>
            _count = (int)inputs[0].ElementCount;

        public override void Enqueue(PluginEnqueueContext context) => _kernel!.Launch(
            context.Stream, (_count + Threads - 1) / Threads, Threads, context.GetInputAddress(0), context.GetOutputAddress(0),
            _slope, _count);
    }
}
