using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IOneHotLayer: a new dimension with one value at the index (input 0) and another elsewhere. One thread at a
/// time, as its network. Borrowed from it.
/// </summary>
public sealed class OneHotLayer : Layer
{
    internal OneHotLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IOneHotLayer::setAxis, getAxis: where the new dimension goes; negative counts from the end.
    /// </summary>
    public int Axis
    {
        get => NativeMethods.OneHotLayerGetAxis(Native);
        set => NativeMethods.OneHotLayerSetAxis(Native, value);
    }
}
