using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::INMSLayer: non-maximum suppression: of boxes that overlap, those with the best scores. One thread at a
/// time, as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// Inputs 3 and 4, which are optional scalars, are the greatest overlap (intersection over union) and the least score
/// (<see cref="Layer.SetInput"/>). Output 0 has a row (batch, class, box) for each box that is kept, output 1 their
/// number.
/// </remarks>
public sealed class NmsLayer : Layer
{
    internal NmsLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::INMSLayer::setBoundingBoxFormat, getBoundingBoxFormat: what four numbers a box is; CornerPairs unless
    /// set.
    /// </summary>
    public BoundingBoxFormat BoundingBoxFormat
    {
        get => NativeMethods.NmsLayerGetBoundingBoxFormat(Native);
        set => NativeMethods.NmsLayerSetBoundingBoxFormat(Native, value);
    }

    /// <summary>
    /// nvinfer1::INMSLayer::setTopKBoxLimit, getTopKBoxLimit: how many boxes of each image are considered: at most
    /// 5000, which it is unless set.
    /// </summary>
    public int TopKBoxLimit
    {
        get => NativeMethods.NmsLayerGetTopKBoxLimit(Native);
        set => NativeMethods.NmsLayerSetTopKBoxLimit(Native, value);
    }

    /// <summary>
    /// nvinfer1::INMSLayer::setIndicesType, getIndicesType: the element type of output 0: Int32, which it is unless
    /// set, or Int64. TensorRT 10.14, 11, RTX.
    /// </summary>
    public DataType IndicesType
    {
        get => NativeMethods.NmsLayerGetIndicesType(Native);
        set => NativeMethods.NmsLayerSetIndicesType(Native, value);
    }
}
