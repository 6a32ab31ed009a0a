using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ILayer: an operation in a network. One thread at a time, as its network. Borrowed: it keeps its network
/// alive and is unusable once that is disposed. Two of them are equal where they stand for the same native layer.
/// </summary>
/// <remarks>
/// What <see cref="Network"/> gives out is of the derived class that fits its <see cref="Type"/>, where there is one.
/// </remarks>
public class Layer : IEquatable<Layer>
{
    private readonly BorrowedRef _native;

    internal Layer(Network network, BorrowedRef native)
    {
        Network = network;
        _native = native;
        Inputs = new NativeList<Tensor?>(
            () => NativeMethods.LayerGetNbInputs(Native),
            index => TensorAt(NativeMethods.LayerGetInput(Native, index)));
        Outputs = new NativeList<Tensor?>(
            () => NativeMethods.LayerGetNbOutputs(Native),
            index => TensorAt(NativeMethods.LayerGetOutput(Native, index)));
    }

    /// <summary>nvinfer1::ILayer::setName, getName.</summary>
    public string Name
    {
        get => NativeMethods.LayerGetName(Native) ?? "";
        set => NativeMethods.LayerSetName(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>nvinfer1::ILayer::getType: the kind of operation.</summary>
    /// <exception cref="TensorRTNotSupportedException">
    /// The backend runs an operation that TensorRT has no kind for.
    /// </exception>
    public LayerType Type => NativeMethods.LayerGetType(Native);

    /// <summary>
    /// nvinfer1::ILayer::setPrecision, resetPrecision, getPrecision, precisionIsSet: the type that the layer computes
    /// in, in a network that is not strongly typed; null leaves it to TensorRT. TensorRT 10.
    /// </summary>
    public DataType? Precision
    {
        get => NativeMethods.LayerPrecisionIsSet(Native) ? NativeMethods.LayerGetPrecision(Native) : null;
        set
        {
            if (value is { } precision)
            {
                NativeMethods.LayerSetPrecision(Native, precision);
            }
            else
            {
                NativeMethods.LayerResetPrecision(Native);
            }
        }
    }

    /// <summary>
    /// nvinfer1::ILayer::getNbInputs, getInput: the inputs; null for an optional one that is left out.
    /// </summary>
    public IReadOnlyList<Tensor?> Inputs { get; }

    /// <summary>
    /// nvinfer1::ILayer::getNbOutputs, getOutput: the outputs; null for an optional one that is left out.
    /// </summary>
    public IReadOnlyList<Tensor?> Outputs { get; }

    /// <summary>
    /// nvinfer1::ILayer::setMetadata, getMetadata: a text that goes with the layer into the engine, for the inspector.
    /// </summary>
    public string Metadata
    {
        get => NativeMethods.LayerGetMetadata(Native) ?? "";
        set => NativeMethods.LayerSetMetadata(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>
    /// nvinfer1::ILayer::setNbRanks, getNbRanks: over how many devices the layer is spread. TensorRT 10.16, 11, RTX.
    /// </summary>
    public int RankCount
    {
        get => NativeMethods.LayerGetNbRanks(Native);
        set => NativeMethods.LayerSetNbRanks(Native, value);
    }

    internal Network Network { get; }

    internal BorrowedRef Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native.Owner.IsDisposed, this);
            return _native;
        }
    }

    /// <summary>nvinfer1::ILayer::setInput: what an input is.</summary>
    /// <param name="index">The input, from 0.</param>
    /// <param name="tensor">A tensor of this layer's network.</param>
    public void SetInput(int index, Tensor tensor) => SetNativeInput(index, tensor);

    /// <summary>nvinfer1::ILayer::getOutput: an output that is there.</summary>
    /// <param name="index">The output, from 0.</param>
    /// <returns>What <see cref="Outputs"/> has at that place.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The layer has fewer outputs.</exception>
    /// <exception cref="InvalidOperationException">It is an optional output that is left out.</exception>
    public Tensor GetOutput(int index = 0) => Outputs[index]
        ?? throw new InvalidOperationException($"Output {index} of the layer '{Name}' is left out: Outputs has null there.");

    /// <summary>nvinfer1::ILayer::getOutputType: the element type of an output.</summary>
    /// <param name="index">The output, from 0.</param>
    /// <returns>As set, or as it follows from the layer.</returns>
    public DataType GetOutputType(int index) => NativeMethods.LayerGetOutputType(Native, index);

    /// <summary>
    /// nvinfer1::ILayer::setOutputType, resetOutputType: the element type of an output in a network that is not
    /// strongly typed. TensorRT 10.
    /// </summary>
    /// <param name="index">The output, from 0.</param>
    /// <param name="dataType">The type; null leaves it to TensorRT.</param>
    public void SetOutputType(int index, DataType? dataType)
    {
        if (dataType is { } type)
        {
            NativeMethods.LayerSetOutputType(Native, index, type);
        }
        else
        {
            NativeMethods.LayerResetOutputType(Native, index);
        }
    }

    /// <summary>nvinfer1::ILayer::outputTypeIsSet. TensorRT 10.</summary>
    /// <param name="index">The output, from 0.</param>
    /// <returns>True where <see cref="SetOutputType"/> has set it.</returns>
    public bool IsOutputTypeSet(int index) => NativeMethods.LayerOutputTypeIsSet(Native, index);

    /// <inheritdoc/>
    public bool Equals(Layer? other) => other is not null && _native.Equals(other._native);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Layer);

    /// <inheritdoc/>
    public override int GetHashCode() => _native.GetHashCode();

    private protected virtual void SetNativeInput(int index, Tensor tensor) =>
        NativeMethods.LayerSetInput(Native, index, Network.Own(tensor));

    /// <summary>A tensor that an attribute of the layer is, or null for none.</summary>
    internal Tensor? TensorAt(NativeView view) => view.IsNull ? null : Network.TensorAt(view);
}
