using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ISqueezeLayer: its input without some dimensions of size 1. TensorRT 10.7, 11, RTX. One thread at a time,
/// as its network. Borrowed from it.
/// </summary>
public sealed class SqueezeLayer : Layer
{
    internal SqueezeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
