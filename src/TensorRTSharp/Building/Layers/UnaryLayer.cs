using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IUnaryLayer: an operation on each element. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class UnaryLayer : Layer
{
    internal UnaryLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IUnaryLayer::setOperation, getOperation: the operation.</summary>
    public UnaryOperation Operation
    {
        get => NativeMethods.UnaryLayerGetOperation(Native);
        set => NativeMethods.UnaryLayerSetOperation(Native, value);
    }
}
