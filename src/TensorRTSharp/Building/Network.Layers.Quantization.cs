using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Layers between floating-point numbers and narrower ones.</content>
public sealed partial class Network
{
    /// <summary>
    /// nvinfer1::INetworkDefinition::addQuantize: a floating-point tensor divided by its scale, rounded and clamped.
    /// </summary>
    /// <param name="input">Float, Half or BF16; not a scalar.</param>
    /// <param name="scale">
    /// The scale: a scalar; one for each index of <see cref="QuantizeLayer.Axis"/>; or one for each block. Float, Half,
    /// BF16, or E8M0 for MXFP8.
    /// </param>
    /// <param name="outputType">Int8, FP8, Int4 or FP4.</param>
    /// <returns>The layer.</returns>
    public QuantizeLayer AddQuantize(Tensor input, Tensor scale, DataType outputType = DataType.Int8) =>
        new(this, Borrow(NativeMethods.NetworkAddQuantize(Handle, Own(input), Own(scale), outputType)));

    /// <summary>nvinfer1::INetworkDefinition::addDequantize: a quantized tensor times its scale.</summary>
    /// <param name="input">Int8, FP8, Int4 or FP4; not a scalar.</param>
    /// <param name="scale">
    /// The scale: a scalar; one for each index of <see cref="DequantizeLayer.Axis"/>; or one for each block. Float,
    /// Half, BF16, or E8M0 for MXFP8.
    /// </param>
    /// <param name="outputType">Float, Half or BF16.</param>
    /// <returns>The layer.</returns>
    public DequantizeLayer AddDequantize(Tensor input, Tensor scale, DataType outputType = DataType.Float) =>
        new(this, Borrow(NativeMethods.NetworkAddDequantize(Handle, Own(input), Own(scale), outputType)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addDynamicQuantizeV2, addDynamicQuantize: quantizes a tensor in blocks, by scales
    /// that it computes. TensorRT 10.8, 11, RTX.
    /// </summary>
    /// <param name="input">Float, Half or BF16; not a scalar.</param>
    /// <param name="blockShape">
    /// How many elements of each dimension share a scale: one number for each dimension.
    /// </param>
    /// <param name="outputType">The element type of the output: FP4, FP8 or Int8.</param>
    /// <param name="scaleType">The element type of the scales: FP8, E8M0 or Float.</param>
    /// <returns>The layer.</returns>
    /// <remarks>
    /// Before TensorRT 10.15 it is addDynamicQuantize, whose blocks extend along one dimension: [1, 16].
    /// </remarks>
    public DynamicQuantizeLayer AddDynamicQuantize(
        Tensor input, ReadOnlySpan<long> blockShape, DataType outputType, DataType scaleType)
    {
        if (!IsOlderThan(10, 15))
        {
            return new(
                this,
                Borrow(
                    NativeMethods.NetworkAddDynamicQuantizeV2(
                        Handle, Own(input), NativeDims.OfBlock(blockShape), outputType, scaleType)));
        }

        (int axis, int blockSize) = OlderTensorRT.SingleBlockedAxis(blockShape, Builder.Library.Version);
        return new(
            this,
            Borrow(
                NativeMethods.NetworkAddDynamicQuantize(Handle, Own(input), axis, blockSize, outputType, scaleType)));
    }
}
