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

    /// <summary>
    /// nvinfer1::IGatherLayer::setMode, getMode: as ONNX's Gather, GatherElements or GatherND.
    /// </summary>
    public GatherMode Mode
    {
        get => NativeMethods.GatherLayerGetMode(Native);
        set
        {
            CheckIndices(value, Inputs[1]);
            NativeMethods.GatherLayerSetMode(Native, value);
        }
    }

    /// <summary>TensorRT-RTX 1.7 crashes where the indices are a scalar.</summary>
    internal static void CheckIndices(GatherMode mode, Tensor? indices)
    {
        if (mode == GatherMode.ND && indices is { Rank: 0 })
        {
            throw new ArgumentException(
                $"The indices '{indices.Name}' are a scalar; the mode ND takes at least one dimension, the last of "
                + "which is the number of dimensions that are indexed.");
        }
    }

    private protected override void SetNativeInput(int index, Tensor tensor)
    {
        if (index == 1)
        {
            CheckIndices(Mode, tensor);
        }

        base.SetNativeInput(index, tensor);
    }
}
