namespace TensorRTSharp.Benchmarks;

/// <summary>How far ONNX Runtime may rework the graph: by default without limit, or not at all.</summary>
public enum GraphOptimization
{
    Default,
    None,
}

public sealed record InferenceCase(string Model, int Batch, GraphOptimization Optimization)
{
    public override string ToString() =>
        $"{Model}, batch {Batch}, "
        + (Optimization == GraphOptimization.None ? "no graph optimization" : "default options");
}
