using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IIteratorLayer: a tensor that each iteration of a loop sees another slice of. One thread at a time, as its
/// network. Borrowed from it.
/// </summary>
public sealed class IteratorLayer : LoopBoundaryLayer
{
    internal IteratorLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IIteratorLayer::setAxis, getAxis: the dimension that is sliced; 0 unless set.</summary>
    public int Axis
    {
        get => NativeMethods.IteratorLayerGetAxis(Native);
        set => NativeMethods.IteratorLayerSetAxis(Native, value);
    }

    /// <summary>
    /// nvinfer1::IIteratorLayer::setReverse, getReverse: does it begin at the last slice? False unless set.
    /// </summary>
    public bool Reverse
    {
        get => NativeMethods.IteratorLayerGetReverse(Native);
        set => NativeMethods.IteratorLayerSetReverse(Native, value);
    }
}
