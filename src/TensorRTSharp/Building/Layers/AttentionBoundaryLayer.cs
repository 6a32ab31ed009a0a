using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAttentionBoundaryLayer: where tensors come into an attention, or go out of it. TensorRT 10.14, 11, RTX.
/// One thread at a time, as its network. Borrowed from it.
/// </summary>
public abstract class AttentionBoundaryLayer : Layer
{
    private protected AttentionBoundaryLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IAttentionBoundaryLayer::getAttention: its attention.</summary>
    public Attention Attention =>
        new(Network, Network.Borrow(NativeMethods.AttentionBoundaryLayerGetAttention(Native)));
}
