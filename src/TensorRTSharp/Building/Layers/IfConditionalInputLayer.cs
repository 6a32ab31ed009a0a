using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IIfConditionalInputLayer: a value that the branches of a conditional take. One thread at a time, as its
/// network. Borrowed from it.
/// </summary>
public sealed class IfConditionalInputLayer : IfConditionalBoundaryLayer
{
    internal IfConditionalInputLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
