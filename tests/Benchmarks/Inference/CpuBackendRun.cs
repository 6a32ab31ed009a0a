namespace TensorRTSharp.Benchmarks;

/// <summary>The same model on the CPU backend.</summary>
internal sealed class CpuBackendRun : IDisposable
{
    private readonly Runtime _runtime;
    private readonly Engine _engine;
    private readonly InferenceContext _context;
    private readonly DeviceStream _stream;
    private readonly DeviceBuffer _input;
    private readonly DeviceBuffer _output;

    public CpuBackendRun(TensorRT tensorrt, byte[] model, GraphOptimization optimization, OnnxRuntimeRun like)
    {
        using SerializedEngine plan = Build(tensorrt, model, optimization, like.InputName, like.InputShape);
        _runtime = tensorrt.CreateRuntime();
        _engine = _runtime.DeserializeEngine(plan);
        _context = _engine.CreateContext();
        _stream = tensorrt.CreateStream();
        _input = tensorrt.AllocateBuffer(like.Input.Length * sizeof(float));
        _output = tensorrt.AllocateBuffer(like.Output.Length * sizeof(float));
        _input.CopyFrom<float>(like.Input);
        _context.SetInputShape(like.InputName, like.InputShape);
        _context.SetTensorAddress(like.InputName, _input);
        _context.SetTensorAddress(like.OutputName, _output);
    }

    public void Run()
    {
        _context.Enqueue(_stream);
        _stream.Synchronize();
    }

    public float[] Output()
    {
        float[] output = new float[_output.ByteLength / sizeof(float)];
        _output.CopyTo<float>(output);
        return output;
    }

    public void Dispose()
    {
        _context.Dispose();
        _stream.Dispose();
        _input.Dispose();
        _output.Dispose();
        _engine.Dispose();
        _runtime.Dispose();
    }

    private static SerializedEngine Build(
        TensorRT tensorrt, byte[] model, GraphOptimization optimization, string input, long[] shape)
    {
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(model);
        using BuilderConfig config = builder.CreateConfig();
        if (optimization == GraphOptimization.None)
        {
            config.OptimizationLevel = 0;
        }

        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions(input, shape, shape, shape);
        config.AddOptimizationProfile(profile);
        return builder.BuildSerializedNetwork(network, config);
    }
}
