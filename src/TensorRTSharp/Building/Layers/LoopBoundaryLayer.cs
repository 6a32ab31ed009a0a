using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ILoopBoundaryLayer: where values come into a loop, or go out of it. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
public abstract class LoopBoundaryLayer : Layer
{
    private protected LoopBoundaryLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ILoopBoundaryLayer::getLoop: its loop.</summary>
    public Loop Loop => new(Network, Network.Borrow(NativeMethods.LoopBoundaryLayerGetLoop(Native)));
}
