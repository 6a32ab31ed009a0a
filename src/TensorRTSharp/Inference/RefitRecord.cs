namespace TensorRTSharp;

/// <summary>
/// nvonnxparser::RefitRecord: how a weight that can be refitted comes out of an ONNX model
/// (<see cref="IRefitterObserver"/>). A value; may be kept, and used by any thread.
/// </summary>
public sealed class RefitRecord
{
    internal RefitRecord(
        string name, RefitTransformKind kind, int onnxDataType, DataType dataType, long count, IReadOnlyList<string> sources,
        float? epsilon, ReadOnlyMemory<byte> fixedData)
    {
        (Name, Kind, OnnxDataType, DataType, Count) = (name, kind, onnxDataType, dataType, count);
        (Sources, Epsilon, FixedData) = (sources, epsilon, fixedData);
    }

    /// <summary>The weight's name, for <see cref="Refitter.SetNamedWeights"/>.</summary>
    public string Name { get; }

    /// <summary>How it is computed from <see cref="Sources"/>.</summary>
    public RefitTransformKind Kind { get; }

    /// <summary>The sources' element type, as a number of ONNX's TensorProto.DataType.</summary>
    public int OnnxDataType { get; }

    /// <summary>The weight's element type.</summary>
    public DataType DataType { get; }

    /// <summary>How many elements the weight has.</summary>
    public long Count { get; }

    /// <summary>The names of the initializers, or of the constant's output, that it is computed from; four at most.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Of a folded batch normalization; null for other kinds.</summary>
    public float? Epsilon { get; }

    /// <summary>
    /// The values, of type <see cref="OnnxDataType"/>, where they are no initializer but a constant's; empty for other kinds.
    /// </summary>
    public ReadOnlyMemory<byte> FixedData { get; }

    /// <summary>Its name and kind, for messages.</summary>
    public override string ToString() => $"{Name} ({Kind})";
}
