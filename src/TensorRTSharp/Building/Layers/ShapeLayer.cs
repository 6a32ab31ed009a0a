using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IShapeLayer: the shape of its input, as a tensor of Int64. One thread at a time, as its network. Borrowed
/// from it.
/// </summary>
public sealed class ShapeLayer : Layer
{
    internal ShapeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
