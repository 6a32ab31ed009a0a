using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IDynamicQuantizeLayer: quantizes a tensor by scales that it computes: output 0 is the tensor, output 1 the
/// scales. TensorRT 10.8, 11, RTX. One thread at a time, as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// Input 1, which is optional, is the scalar that the scales are themselves quantized by
/// (<see cref="Layer.SetInput"/>).
/// </remarks>
public sealed class DynamicQuantizeLayer : Layer
{
    internal DynamicQuantizeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IDynamicQuantizeLayer::setToType, getToType: the element type of the quantized output: FP4, FP8 or
    /// Int8.
    /// </summary>
    public DataType ToType
    {
        get => NativeMethods.DynamicQuantizeLayerGetToType(Native);
        set => NativeMethods.DynamicQuantizeLayerSetToType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDynamicQuantizeLayer::setScaleType, getScaleType: the element type of the scales: FP8, E8M0 or Float.
    /// </summary>
    public DataType ScaleType
    {
        get => NativeMethods.DynamicQuantizeLayerGetScaleType(Native);
        set => NativeMethods.DynamicQuantizeLayerSetScaleType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDynamicQuantizeLayer::setAxis, getAxis: the dimension that is cut into blocks: the last but one or
    /// the last. The block's shape supersedes it.
    /// </summary>
    public int Axis
    {
        get => NativeMethods.DynamicQuantizeLayerGetAxis(Native);
        set => NativeMethods.DynamicQuantizeLayerSetAxis(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDynamicQuantizeLayer::setBlockSize, getBlockSize: how many elements share a scale: 16 or 32. The
    /// block's shape supersedes it.
    /// </summary>
    public int BlockSize
    {
        get => NativeMethods.DynamicQuantizeLayerGetBlockSize(Native);
        set => NativeMethods.DynamicQuantizeLayerSetBlockSize(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDynamicQuantizeLayer::getBlockShape: the shape of the blocks that share a scale. TensorRT 10.15, 11,
    /// RTX.
    /// </summary>
    /// <returns>One number for each dimension; empty where it is not set.</returns>
    public long[] GetBlockShape() => NativeMethods.DynamicQuantizeLayerGetBlockShape(Native).ToArray();

    /// <summary>
    /// nvinfer1::IDynamicQuantizeLayer::setBlockShape: the shape of the blocks that share a scale. TensorRT 10.15, 11,
    /// RTX.
    /// </summary>
    /// <param name="values">One number for each dimension; -1 for all of it.</param>
    public void SetBlockShape(params ReadOnlySpan<long> values) =>
        NativeMethods.DynamicQuantizeLayerSetBlockShape(Native, NativeDims.OfBlock(values));
}
