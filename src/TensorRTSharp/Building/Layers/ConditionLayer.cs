using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IConditionLayer: the condition of a conditional. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class ConditionLayer : IfConditionalBoundaryLayer
{
    internal ConditionLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
