using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IGatherLayer: elements of the data (input 0) at the indices (input 1). One thread at a time, as its
/// network. Borrowed from it.
/// </summary>
public sealed class GatherLayer : Layer
{
    internal GatherLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IGatherLayer::setGatherAxis, getGatherAxis: the dimension that is indexed, in the modes Default and
    /// Element; 0 unless set.
    /// </summary>
    public int GatherAxis
    {
        get => NativeMethods.GatherLayerGetGatherAxis(Native);
        set => NativeMethods.GatherLayerSetGatherAxis(Native, value);
    }

    /// <summary>
    /// nvinfer1::IGatherLayer::setNbElementWiseDims, getNbElementWiseDims: how many leading dimensions data and indices
    /// go through together: 0 or 1 in the mode Default, 0 in Element; 0 unless set.
    /// </summary>
    public int ElementWiseDimensionCount
    {
        get => NativeMethods.GatherLayerGetNbElementWiseDims(Native);
        set => NativeMethods.GatherLayerSetNbElementWiseDims(Native, value);
    }

    /// <summary>nvinfer1::IGatherLayer::setMode, getMode: as ONNX's Gather, GatherElements or GatherND.</summary>
    public GatherMode Mode
    {
        get => NativeMethods.GatherLayerGetMode(Native);
        set => NativeMethods.GatherLayerSetMode(Native, value);
    }
}
