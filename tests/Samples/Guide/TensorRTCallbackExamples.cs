namespace TensorRTSharp.Guide;

/// <summary>Examples of docs/callbacks.md that the CPU backend has no part in.</summary>
internal static class TensorRTCallbackExamples
{
    public static Task MemoryAsync(Backend backend)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        using (EnginePlan plan = Doubling(backend).BuildPlan())
        {
            plan.Save("doubling.plan");
        }

        // <gpu-allocator>
        TrackingGpuAllocator memory = new(tensorrt); // cuMemAlloc, counted; or around an allocator of your own
        EngineLoadOptions options = new() { Library = tensorrt, GpuAllocator = memory };
        using (Engine engine = Engine.Load("doubling.plan", options))
        using (InferenceContext context = engine.CreateContext())
        {
            Console.WriteLine($"on the GPU: {memory.LiveSize.Value > 0} in {memory.LiveCount} pieces");
        }

        Console.WriteLine($"left: {memory.LiveSize}, of {memory.AllocationCount > 0} allocations");
        // </gpu-allocator>
        return Task.CompletedTask;
    }

    public static Task DebugAsync(Backend backend)
    {
        // <debug-listener>
        using Engine engine = TensorRT.FromNetwork(network =>
            {
                Tensor x = network.AddInput("x", DataType.Float, -1, 3);
                Tensor twice = network.AddElementWise(x, x, ElementWiseOperation.Sum).GetOutput(0);
                twice.Name = "twice";
                network.MarkDebug(twice); // keeps it from being fused away
                Tensor y = network.AddElementWise(twice, x, ElementWiseOperation.Prod).GetOutput(0);
                y.Name = "y";
                network.MarkOutput(y);
            })
            .WithBackend(backend)
            .WithProfile("x", min: [1, 3], opt: [4, 3], max: [8, 3])
            .Build();
        using InferenceSession session = engine.CreateSession();
        session.Context.DebugListener = new TensorPrinter();
        session.Context.SetTensorDebugState("twice", true); // each tensor is switched on and off
        using InferenceInputs inputs = session.CreateInputs();
        inputs.Set("x", [1f, 2f, 3f], [1, 3]);
        using InferenceResult result = session.Run(inputs);
        // </debug-listener>
        return Task.CompletedTask;
    }

    public static Task SelectAsync(Backend backend)
    {
        // <algorithm-selector>
        using EnginePlan plan = Doubling(backend)
            .Configure(config => config.AlgorithmSelector = new LeastWorkspace(), cacheTag: "least workspace")
            .BuildPlan();
        // </algorithm-selector>
        return Task.CompletedTask;
    }

    private static EngineBuilder Doubling(Backend backend) => TensorRT.FromNetwork(static network =>
        {
            Tensor x = network.AddInput("x", DataType.Float, -1, 3);
            Tensor y = network.AddElementWise(x, x, ElementWiseOperation.Sum).GetOutput(0);
            y.Name = "y";
            network.MarkOutput(y);
        })
        .WithBackend(backend)
        .WithProfile("x", min: [1, 3], opt: [4, 3], max: [8, 3]);
}

// <tensor-printer>
/// <summary>Called on the thread that enqueues; the values are there once the run's stream is, which the copy waits for.</summary>
internal sealed class TensorPrinter : IDebugListener
{
    public bool ProcessDebugTensor(in DebugTensor tensor)
    {
        Console.WriteLine($"{tensor.Name}: {string.Join(", ", tensor.ToArray<float>())}");
        return true;
    }
}
// </tensor-printer>

// <least-workspace>
/// <summary>Takes of each layer's algorithms the one with the least temporary memory, and says which TensorRT took.</summary>
internal sealed class LeastWorkspace : IAlgorithmSelector
{
    public IEnumerable<Algorithm> SelectAlgorithms(AlgorithmContext context, IReadOnlyList<Algorithm> choices) =>
        [choices.MinBy(static choice => choice.WorkspaceSize.Value)!];

    public void ReportAlgorithms(IReadOnlyList<AlgorithmContext> contexts, IReadOnlyList<Algorithm> choices)
    {
        foreach ((AlgorithmContext layer, Algorithm taken) in contexts.Zip(choices))
        {
            Console.WriteLine($"{layer.Name}: tactic {taken.Variant.Tactic}, {taken.WorkspaceSize}"); // a value that may be kept
        }
    }
}
// </least-workspace>
