using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IDequantizeLayer: a quantized tensor times its scale, as a floating-point one. One thread at a time, as
/// its network. Borrowed from it.
/// </summary>
/// <remarks>
/// Input 0 is the tensor, input 1 the scale, input 2 an optional zero point (<see cref="Layer.SetInput"/>), which must
/// be a constant of zeros.
/// </remarks>
public sealed class DequantizeLayer : Layer
{
    internal DequantizeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IDequantizeLayer::setAxis, getAxis: the dimension that has a scale for each of its indices; -1 for one
    /// scale (or blocks), which it is unless set.
    /// </summary>
    public int Axis
    {
        get => NativeMethods.DequantizeLayerGetAxis(Native);
        set => NativeMethods.DequantizeLayerSetAxis(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDequantizeLayer::setToType, getToType: the element type of the output: Float, Half or BF16.
    /// </summary>
    public DataType ToType
    {
        get => NativeMethods.DequantizeLayerGetToType(Native);
        set => NativeMethods.DequantizeLayerSetToType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDequantizeLayer::getBlockShape: the shape of the blocks that share a scale. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <returns>One number for each dimension; empty unless set.</returns>
    public long[] GetBlockShape() => NativeMethods.DequantizeLayerGetBlockShape(Native).ToArray();

    /// <summary>
    /// nvinfer1::IDequantizeLayer::setBlockShape: the shape of the blocks that share a scale. TensorRT 10.15, 11, RTX.
    /// </summary>
    /// <param name="values">One number for each dimension; -1 for all of it.</param>
    public void SetBlockShape(params ReadOnlySpan<long> values) =>
        NativeMethods.DequantizeLayerSetBlockShape(Native, NativeDims.Of(values));
}
