using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::INonZeroLayer: the positions of the elements that are not zero, one in each column. One thread at a time,
/// as its network. Borrowed from it.
/// </summary>
public sealed class NonZeroLayer : Layer
{
    internal NonZeroLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::INonZeroLayer::setIndicesType, getIndicesType: the element type of the output: Int32, which it is
    /// unless set, or Int64. TensorRT 10.14, 11, RTX.
    /// </summary>
    public DataType IndicesType
    {
        get => NativeMethods.NonZeroLayerGetIndicesType(Native);
        set => NativeMethods.NonZeroLayerSetIndicesType(Native, value);
    }
}
