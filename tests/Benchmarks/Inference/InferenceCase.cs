namespace TensorRTSharp.Benchmarks;

/// <summary>How much ONNX Runtime may rework the graph: its own default, which is everything, or nothing at all.</summary>
public enum GraphOptimization
{
    Default,
    None,
}

public sealed record InferenceCase(string Model, int Batch, GraphOptimization Optimization)
{
    public override string ToString() =>
        $"{Model}, batch {Batch}, {(Optimization == GraphOptimization.None ? "no graph optimization" : "default options")}";
}
