using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IScatterLayer: the data (input 0) with updates (input 2) at the indices (input 1). One thread at a time,
/// as its network. Borrowed from it.
/// </summary>
public sealed class ScatterLayer : Layer
{
    internal ScatterLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IScatterLayer::setMode, getMode: as ONNX's ScatterElements or ScatterND.</summary>
    public ScatterMode Mode
    {
        get => NativeMethods.ScatterLayerGetMode(Native);
        set => NativeMethods.ScatterLayerSetMode(Native, value);
    }

    /// <summary>
    /// nvinfer1::IScatterLayer::setAxis, getAxis: the dimension that is indexed, in the mode Element; 0 unless set.
    /// </summary>
    public int Axis
    {
        get => NativeMethods.ScatterLayerGetAxis(Native);
        set => NativeMethods.ScatterLayerSetAxis(Native, value);
    }
}
