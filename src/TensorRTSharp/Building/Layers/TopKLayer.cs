using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ITopKLayer: the greatest or the least values along a dimension (output 0) and their indices (output 1).
/// One thread at a time, as its network. Borrowed from it.
/// </summary>
/// <remarks>The number can be a scalar tensor instead: input 1 (<see cref="Layer.SetInput"/>).</remarks>
public sealed class TopKLayer : Layer
{
    internal TopKLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ITopKLayer::setOperation, getOperation: the greatest or the least.</summary>
    public TopKOperation Operation
    {
        get => NativeMethods.TopKLayerGetOperation(Native);
        set => NativeMethods.TopKLayerSetOperation(Native, value);
    }

    /// <summary>
    /// nvinfer1::ITopKLayer::setK, getK: how many, up to 3840, in place of input 1; -1 where input 1 has it.
    /// </summary>
    public int K
    {
        get => NativeMethods.TopKLayerGetK(Native);
        set => NativeMethods.TopKLayerSetK(Native, value);
    }

    /// <summary>
    /// nvinfer1::ITopKLayer::setIndicesType, getIndicesType: the element type of output 1: Int32, which it is unless
    /// set, or Int64. TensorRT 10.14, 11, RTX.
    /// </summary>
    public DataType IndicesType
    {
        get => NativeMethods.TopKLayerGetIndicesType(Native);
        set => NativeMethods.TopKLayerSetIndicesType(Native, value);
    }

    /// <summary>nvinfer1::ITopKLayer::getReduceAxes.</summary>
    /// <returns>The one dimension that is searched.</returns>
    public int[] GetReduceAxes() => AxisMask.ToArray(NativeMethods.TopKLayerGetReduceAxes(Native));

    /// <summary>nvinfer1::ITopKLayer::setReduceAxes: the dimension that is searched.</summary>
    /// <param name="axes">One of the last four dimensions, from 0.</param>
    public void SetReduceAxes(params ReadOnlySpan<int> axes) =>
        NativeMethods.TopKLayerSetReduceAxes(Native, AxisMask.Of(axes));
}
