using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAttentionInputLayer: what comes into an attention; set by way of
/// <see cref="AttentionBoundaryLayer.Attention"/>. TensorRT 10.14, 11, RTX. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
public sealed class AttentionInputLayer : AttentionBoundaryLayer
{
    internal AttentionInputLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
