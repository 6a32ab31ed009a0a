namespace TensorRTSharp;

/// <summary>
/// An input or output of an engine. Immutable; any thread may read it, also after the engine is disposed.
/// </summary>
public sealed class EngineTensor
{
    private readonly long[]? _shape;

    internal EngineTensor(
        int index,
        string name,
        DataType dataType,
        TensorIOMode mode,
        TensorLocation location,
        bool isShapeTensor,
        long[]? shape)
    {
        Index = index;
        Name = name;
        DataType = dataType;
        Mode = mode;
        Location = location;
        IsShapeTensor = isShapeTensor;
        _shape = shape;
    }

    /// <summary>nvinfer1::ICudaEngine::getIOTensorName.</summary>
    public string Name { get; }

    /// <summary>nvinfer1::ICudaEngine::getTensorDataType: the element type.</summary>
    public DataType DataType { get; }

    /// <summary>nvinfer1::ICudaEngine::getTensorIOMode: input or output.</summary>
    public TensorIOMode Mode { get; }

    /// <summary>nvinfer1::ICudaEngine::getTensorLocation: where its memory must be.</summary>
    public TensorLocation Location { get; }

    /// <summary>
    /// nvinfer1::ICudaEngine::isShapeInferenceIO: do shapes depend on its values, or are its values shapes?
    /// </summary>
    public bool IsShapeTensor { get; }

    /// <summary>
    /// Is the number of dimensions known before a run? TensorRT always knows it; a model for the CPU may leave it open.
    /// </summary>
    public bool IsRankKnown => _shape is not null;

    /// <summary>
    /// nvinfer1::ICudaEngine::getTensorShape: the shape that it was built with; -1 for a dynamic dimension.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Not even the number of dimensions is known: see <see cref="IsRankKnown"/>.
    /// </exception>
    public ReadOnlySpan<long> Shape =>
        _shape ?? throw new InvalidOperationException($"The rank of tensor '{Name}' is known only after a run.");

    /// <summary>Has it a dimension that is known only to a context?</summary>
    public bool IsDynamic => !TensorSize.IsKnown(_shape ?? [-1]);

    /// <summary>Its position among <see cref="Engine.Tensors"/>.</summary>
    internal int Index { get; }

    /// <summary>For messages: "[1, -1]".</summary>
    internal string ShapeText => $"[{(_shape is null ? "unknown rank" : string.Join(", ", _shape))}]";

    /// <summary>For messages: "input 'x', Float [1, -1]".</summary>
    public override string ToString() =>
        $"{(Mode == TensorIOMode.Input ? "input" : "output")} '{Name}', {DataType} {ShapeText}";
}
