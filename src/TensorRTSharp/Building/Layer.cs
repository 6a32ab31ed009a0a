using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ILayer: an operation in a network. One thread at a time, as its network. Borrowed: it keeps its network
/// alive and is unusable once that is disposed. Two of them are equal where they stand for the same native layer.
/// </summary>
public sealed class Layer : IEquatable<Layer>
{
    private readonly BorrowedRef _native;
    private readonly Network _network;

    internal Layer(Network network, BorrowedRef native)
    {
        _network = network;
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
    /// nvinfer1::ILayer::getNbInputs, getInput: the inputs; null for an optional one that is left out.
    /// </summary>
    public IReadOnlyList<Tensor?> Inputs { get; }

    /// <summary>
    /// nvinfer1::ILayer::getNbOutputs, getOutput: the outputs; null for an optional one that is left out.
    /// </summary>
    public IReadOnlyList<Tensor?> Outputs { get; }

    private BorrowedRef Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native.Owner.IsDisposed, this);
            return _native;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Layer? other) => other is not null && _native.Equals(other._native);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Layer);

    /// <inheritdoc/>
    public override int GetHashCode() => _native.GetHashCode();

    private Tensor? TensorAt(NativeView view) => view.IsNull ? null : _network.TensorAt(view);
}
