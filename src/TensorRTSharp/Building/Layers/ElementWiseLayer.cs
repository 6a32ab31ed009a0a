using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IElementWiseLayer: two tensors, element by element. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
public sealed class ElementWiseLayer : Layer
{
    internal ElementWiseLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IElementWiseLayer::setOperation, getOperation.</summary>
    public ElementWiseOperation Operation
    {
        get => NativeMethods.ElementWiseLayerGetOperation(Native);
        set => NativeMethods.ElementWiseLayerSetOperation(Native, value);
    }
}
