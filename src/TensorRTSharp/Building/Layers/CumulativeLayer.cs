using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ICumulativeLayer: sums along an axis, up to each element. TensorRT 10.8, 11, RTX. One thread at a time, as
/// its network. Borrowed from it.
/// </summary>
public sealed class CumulativeLayer : Layer
{
    internal CumulativeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ICumulativeLayer::setOperation, getOperation: what is accumulated.</summary>
    public CumulativeOperation Operation
    {
        get => NativeMethods.CumulativeLayerGetOperation(Native);
        set => NativeMethods.CumulativeLayerSetOperation(Native, value);
    }

    /// <summary>nvinfer1::ICumulativeLayer::setExclusive, getExclusive: is the element itself left out?</summary>
    public bool Exclusive
    {
        get => NativeMethods.CumulativeLayerGetExclusive(Native);
        set => NativeMethods.CumulativeLayerSetExclusive(Native, value);
    }

    /// <summary>nvinfer1::ICumulativeLayer::setReverse, getReverse: does it begin at the last element?</summary>
    public bool Reverse
    {
        get => NativeMethods.CumulativeLayerGetReverse(Native);
        set => NativeMethods.CumulativeLayerSetReverse(Native, value);
    }
}
