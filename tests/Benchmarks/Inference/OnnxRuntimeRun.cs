using Microsoft.ML.OnnxRuntime;
using OnnxRuntimeSession = Microsoft.ML.OnnxRuntime.InferenceSession;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// A model with one input and one output in ONNX Runtime's own C# package, used the fastest way that it has.
/// </summary>
internal sealed class OnnxRuntimeRun : IDisposable
{
    private readonly OnnxRuntimeSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtValue _input;
    private readonly OrtValue _output;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs;

    public OnnxRuntimeRun(byte[] model, GraphOptimization optimization, int batch)
    {
        using SessionOptions options = new();
        if (optimization == GraphOptimization.None)
        {
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        }

        _session = new OnnxRuntimeSession(model, options);
        InputShape = Shape(_session.InputMetadata[InputName], batch);
        OutputShape = Shape(_session.OutputMetadata[OutputName], batch);
        Input = BenchmarkModels.RandomInput(Length(InputShape));
        Output = new float[Length(OutputShape)];
        _input = OrtValue.CreateTensorValueFromMemory(Input, InputShape);
        _output = OrtValue.CreateTensorValueFromMemory(Output, OutputShape);
        (_inputs, _outputs) = ([_input], [_output]);
    }

    public string InputName => _session.InputNames[0];

    public string OutputName => _session.OutputNames[0];

    public long[] InputShape { get; }

    public long[] OutputShape { get; }

    public float[] Input { get; }

    public float[] Output { get; }

    public void Run() => _session.Run(_runOptions, _session.InputNames, _inputs, _session.OutputNames, _outputs);

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static long[] Shape(NodeMetadata tensor, int batch) =>
        [.. tensor.Dimensions.Select(dimension => dimension < 0 ? (long)batch : dimension)];

    private static int Length(long[] shape) => (int)shape.Aggregate(1L, (length, dimension) => length * dimension);
}
