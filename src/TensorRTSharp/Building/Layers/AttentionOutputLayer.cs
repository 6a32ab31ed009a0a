using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAttentionOutputLayer: what comes out of an attention. TensorRT 10.14, 11, RTX. One thread at a time, as
/// its network. Borrowed from it.
/// </summary>
public sealed class AttentionOutputLayer : AttentionBoundaryLayer
{
    internal AttentionOutputLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
