using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IUnsqueezeLayer: its input with new dimensions of size 1. TensorRT 10.7, 11, RTX. One thread at a time, as
/// its network. Borrowed from it.
/// </summary>
public sealed class UnsqueezeLayer : Layer
{
    internal UnsqueezeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
