using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IIfConditionalOutputLayer: a value that one of the branches of a conditional gives. One thread at a time,
/// as its network. Borrowed from it.
/// </summary>
public sealed class IfConditionalOutputLayer : IfConditionalBoundaryLayer
{
    internal IfConditionalOutputLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
