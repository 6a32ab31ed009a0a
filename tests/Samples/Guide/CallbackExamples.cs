using System.IO.Compression;

namespace TensorRTSharp.Guide;

/// <summary>Examples of docs/callbacks.md: what stands between the marks is what the guide shows.</summary>
internal static class CallbackExamples
{
    public static Task MonitorAsync(Backend backend)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = Digits(builder, out BuilderConfig config);
        using IDisposable owned = config;
        // <progress-monitor>
        config.ProgressMonitor = new TimeLimit(TimeSpan.Zero);
        try
        {
            using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        }
        catch (OperationCanceledException cancelled)
        {
            Console.WriteLine(cancelled.Message);
        }

        config.ProgressMonitor = new TimeLimit(TimeSpan.FromMinutes(30));
        using SerializedEngine complete = builder.BuildSerializedNetwork(network, config);
        Console.WriteLine($"built again: {complete.ByteLength > 0}");
        // </progress-monitor>
        return Task.CompletedTask;
    }

    public static Task RecorderAsync(Backend backend)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        // <error-recorder>
        ErrorRecorder errors = new(capacity: 16);
        using Runtime runtime = tensorrt.CreateRuntime();
        runtime.ErrorRecorder = errors;
        try
        {
            using Engine engine = runtime.DeserializeEngine("this is no plan"u8);
        }
        catch (EngineLoadException)
        {
            foreach (RecordedError error in errors.ToArray())
            {
                Console.WriteLine($"{error.Code}: {error.Description}");
            }
        }
        // </error-recorder>
        return Task.CompletedTask;
    }

    public static Task AllocatorAsync(Backend backend)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        using Runtime runtime = tensorrt.CreateRuntime();
        using Engine engine = DigitsEngine(tensorrt, runtime);
        // <output-allocator>
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = tensorrt.CreateStream();
        using DeviceBuffer image = tensorrt.AllocateBuffer(64 * sizeof(float));
        using ArenaAllocator arena = new(tensorrt, capacity: 1 << 20);
        image.CopyFrom<float>(new float[64]);
        context.SetInputShape("input", [1, 1, 8, 8]);
        context.SetTensorAddress("input", image);
        context.SetOutputAllocator("logits", arena); // held until something else is bound
        context.Enqueue(stream);
        stream.Synchronize();
        Console.WriteLine($"{arena.Used} bytes used, shape [{string.Join(", ", arena.Shape)}]");
        // </output-allocator>
        return Task.CompletedTask;
    }

    public static Task ProfilerAsync(Backend backend)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = builder.CreateNetwork();
        using (OnnxParser parser = network.CreateOnnxParser())
        {
            parser.ParseFile("model.onnx");
        }

        using BuilderConfig config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("image", [1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]);
        config.AddOptimizationProfile(profile);
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        using Runtime runtime = tensorrt.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        // <profiler>
        LayerTimes times = new();
        using InferenceSession session = engine.CreateSession();
        session.Context.Profiler = times;
        using InferenceInputs inputs = session.CreateInputs();
        for (int run = 0; run < 10; run++)
        {
            inputs.Set("image", new float[64], [1, 1, 8, 8]);
            using InferenceResult result = session.Run(inputs);
        }

        session.Context.Profiler = null;
        Console.Write(times); // a line for each layer: average, share, name
        // </profiler>
        return Task.CompletedTask;
    }

    public static Task StreamsAsync(Backend backend)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = Digits(builder, out BuilderConfig config);
        using IDisposable owned = config;
        // <streams>
        using (FileStream file = File.Create("digits.plan.gz"))
        using (GZipStream packed = new(file, CompressionLevel.Fastest))
        {
            builder.BuildSerializedNetworkToStream(network, config, packed); // written while it is made
        }

        using Runtime runtime = tensorrt.CreateRuntime();
        using FileStream source = File.OpenRead("digits.plan.gz");
        using GZipStream unpacked = new(source, CompressionMode.Decompress);
        using Engine engine = runtime.DeserializeEngine(unpacked); // cannot seek, so it is read as a whole first
        Console.WriteLine(engine.Outputs[0]);
        // </streams>
        return Task.CompletedTask;
    }

    public static Task ThrowingAsync(Backend backend)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = Digits(builder, out BuilderConfig config);
        using IDisposable owned = config;
        // <exception>
        using FileStream readOnly = File.OpenRead("digits-cnn.onnx");
        try
        {
            builder.BuildSerializedNetworkToStream(network, config, readOnly);
        }
        catch (EngineBuildException failed)
        {
            Console.WriteLine($"{failed.Status}, because of {failed.InnerException!.GetType().Name}");
        }

        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config); // the next call is fine
        // </exception>
        return Task.CompletedTask;
    }

    private static Network Digits(Builder builder, out BuilderConfig config)
    {
        Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        parser.ParseFile("digits-cnn.onnx");
        config = builder.CreateConfig();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("input", [1, 1, 8, 8], [8, 1, 8, 8], [64, 1, 8, 8]);
        config.AddOptimizationProfile(profile);
        return network;
    }

    private static Engine DigitsEngine(TensorRT tensorrt, Runtime runtime)
    {
        using Builder builder = tensorrt.CreateBuilder();
        using Network network = Digits(builder, out BuilderConfig config);
        using IDisposable owned = config;
        using SerializedEngine plan = builder.BuildSerializedNetwork(network, config);
        return runtime.DeserializeEngine(plan);
    }
}

// <time-limit>
/// <summary>Ends a build that takes too long. Asked from several threads at once.</summary>
internal sealed class TimeLimit(TimeSpan limit) : IProgressMonitor
{
    private readonly DateTime _end = DateTime.UtcNow + limit;

    public void PhaseStart(string phase, string? parentPhase, int stepCount) =>
        Console.WriteLine($"{phase}: {stepCount} steps");

    public bool StepComplete(string phase, int step) => DateTime.UtcNow < _end; // false cancels

    public void PhaseFinish(string phase)
    {
    }
}
// </time-limit>

// <arena>
/// <summary>Gives outputs their memory from one piece. One run at a time; <c>Used = 0</c> between runs.</summary>
internal sealed class ArenaAllocator(TensorRT tensorrt, long capacity) : IOutputAllocator, IDisposable
{
    private readonly DeviceBuffer _memory = tensorrt.AllocateBuffer(capacity);

    public long Used { get; set; }

    public long[] Shape { get; private set; } = [];

    public nint Reallocate(string tensor, nint currentMemory, long byteLength, long alignment, nint stream)
    {
        long start = (Used + alignment - 1) / alignment * alignment;
        if (start + byteLength > _memory.ByteLength)
        {
            throw new InvalidOperationException($"The arena has no {byteLength} bytes for '{tensor}'."); // fails the run
        }

        Used = start + byteLength;
        return _memory.Address + (nint)start;
    }

    public void NotifyShape(string tensor, ReadOnlySpan<long> shape) => Shape = shape.ToArray();

    public void Dispose() => _memory.Dispose();
}
// </arena>
