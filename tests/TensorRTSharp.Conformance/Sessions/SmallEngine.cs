namespace TensorRTSharp.Conformance;

/// <summary>An engine of the <see cref="SmallModel"/> with two profiles: batches of 1 to 4, and of 4 to 16.</summary>
internal sealed class SmallEngine : IDisposable
{
    private readonly Runtime _runtime;

    private SmallEngine(TensorRT library)
    {
        using SerializedEngine plan = SmallModel.Build(library, "ONNX");
        _runtime = library.CreateRuntime();
        Engine = _runtime.DeserializeEngine(plan);
    }

    public Engine Engine { get; }

    public static SmallEngine On(TensorRT library) => new(library);

    public static float[] Rows(int count, float first = 0) =>
        [.. Enumerable.Range(0, 3 * count).Select(number => first + (number / 4f))];

    public void Dispose()
    {
        Engine.Dispose();
        _runtime.Dispose();
    }
}
