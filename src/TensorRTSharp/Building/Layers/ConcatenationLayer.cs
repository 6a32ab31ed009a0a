using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IConcatenationLayer: tensors one after the other. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
public sealed class ConcatenationLayer : Layer
{
    internal ConcatenationLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IConcatenationLayer::setAxis, getAxis: along which dimension; the third from the end (or the first)
    /// unless set.
    /// </summary>
    public int Axis
    {
        get => NativeMethods.ConcatenationLayerGetAxis(Native);
        set => NativeMethods.ConcatenationLayerSetAxis(Native, value);
    }
}
