using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IQuantizeLayer: a floating-point tensor divided by its scale, rounded and clamped. One thread at a time,
/// as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// Input 0 is the tensor, input 1 the scale, input 2 an optional zero point (<see cref="Layer.SetInput"/>), which must
/// be a constant of zeros.
/// </remarks>
public sealed class QuantizeLayer : Layer
{
    internal QuantizeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IQuantizeLayer::setAxis, getAxis: the dimension that has a scale for each of its indices; -1 for one
    /// scale (or blocks), which it is unless set.
    /// </summary>
    public int Axis
    {
        get => NativeMethods.QuantizeLayerGetAxis(Native);
        set => NativeMethods.QuantizeLayerSetAxis(Native, value);
    }

    /// <summary>
    /// nvinfer1::IQuantizeLayer::setToType, getToType: the element type of the output: Int8, FP8, Int4 or FP4.
    /// </summary>
    public DataType ToType
    {
        get => NativeMethods.QuantizeLayerGetToType(Native);
        set => NativeMethods.QuantizeLayerSetToType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IQuantizeLayer::getBlockShape: the shape of the blocks that share a scale. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <returns>One number for each dimension; empty unless set.</returns>
    public long[] GetBlockShape() => NativeMethods.QuantizeLayerGetBlockShape(Native).ToArray();

    /// <summary>
    /// nvinfer1::IQuantizeLayer::setBlockShape: the shape of the blocks that share a scale. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <param name="values">One number for each dimension; -1 for all of it.</param>
    public void SetBlockShape(params ReadOnlySpan<long> values) =>
        NativeMethods.QuantizeLayerSetBlockShape(Native, NativeDims.Of(values));
}
