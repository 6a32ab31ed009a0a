using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRotaryEmbeddingLayer: rotary position embedding. TensorRT 10.15, 11, RTX. One thread at a time, as its
/// network. Borrowed from it.
/// </summary>
/// <remarks>
/// Input 3, which is optional, has the positions at which cosines and sines are taken (<see cref="Layer.SetInput"/>).
/// </remarks>
public sealed class RotaryEmbeddingLayer : Layer
{
    internal RotaryEmbeddingLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IRotaryEmbeddingLayer::setInterleaved, getInterleaved: are neighbours rotated together, and not
    /// halves?
    /// </summary>
    public bool Interleaved
    {
        get => NativeMethods.RotaryEmbeddingLayerGetInterleaved(Native);
        set => NativeMethods.RotaryEmbeddingLayerSetInterleaved(Native, value);
    }

    /// <summary>
    /// nvinfer1::IRotaryEmbeddingLayer::setRotaryEmbeddingDim, getRotaryEmbeddingDim: how many of the hidden dimensions
    /// are rotated: an even number; 0 for all of them.
    /// </summary>
    public int RotaryEmbeddingDimension
    {
        get => NativeMethods.RotaryEmbeddingLayerGetRotaryEmbeddingDim(Native);
        set => NativeMethods.RotaryEmbeddingLayerSetRotaryEmbeddingDim(Native, value);
    }
}
