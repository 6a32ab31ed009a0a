using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IIfConditionalBoundaryLayer: where values come into a conditional, or go out of it. One thread at a time,
/// as its network. Borrowed from it.
/// </summary>
public abstract class IfConditionalBoundaryLayer : Layer
{
    private protected IfConditionalBoundaryLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IIfConditionalBoundaryLayer::getConditional: its conditional.</summary>
    public IfConditional Conditional =>
        new(Network, Network.Borrow(NativeMethods.IfConditionalBoundaryLayerGetConditional(Native)));
}
