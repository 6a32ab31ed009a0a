using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IMoELayer: a mixture of experts, each a gated linear unit: down(up(x) × activation(gate(x))). TensorRT
/// 10.16, 11, RTX. One thread at a time, as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// Runs on GPUs of compute capability 10 and 11 only. The sizes in what follows: experts, hidden (of a token), inner
/// (of an expert).
/// </remarks>
public sealed class MoELayer : Layer
{
    internal MoELayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IMoELayer::setActivationType, getActivationType: the activation; SiLU is the only one.
    /// </summary>
    public MoEActType ActivationType
    {
        get => NativeMethods.MoeLayerGetActivationType(Native);
        set => NativeMethods.MoeLayerSetActivationType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IMoELayer::setQuantizationToType, getQuantizationToType: what the product before the last linear layer
    /// is quantized to: FP8 or FP4; Float, which it is unless set, is not at all.
    /// </summary>
    public DataType QuantizationToType
    {
        get => NativeMethods.MoeLayerGetQuantizationToType(Native);
        set => NativeMethods.MoeLayerSetQuantizationToType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IMoELayer::setDynQOutputScaleType, getDynQOutputScaleType: the element type of the scales of dynamic
    /// quantization.
    /// </summary>
    public DataType DynQOutputScaleType
    {
        get => NativeMethods.MoeLayerGetDynQOutputScaleType(Native);
        set => NativeMethods.MoeLayerSetDynQOutputScaleType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IMoELayer::setSwigluParamLimit, getSwigluParamLimit: the limit of SwiGLU; infinity unless set.
    /// </summary>
    public float SwigluParamLimit
    {
        get => NativeMethods.MoeLayerGetSwigluParamLimit(Native);
        set => NativeMethods.MoeLayerSetSwigluParamLimit(Native, value);
    }

    /// <summary>
    /// nvinfer1::IMoELayer::setSwigluParamAlpha, getSwigluParamAlpha: the alpha of SwiGLU; 1 unless set.
    /// </summary>
    public float SwigluParamAlpha
    {
        get => NativeMethods.MoeLayerGetSwigluParamAlpha(Native);
        set => NativeMethods.MoeLayerSetSwigluParamAlpha(Native, value);
    }

    /// <summary>
    /// nvinfer1::IMoELayer::setSwigluParamBeta, getSwigluParamBeta: the beta of SwiGLU; 0 unless set.
    /// </summary>
    public float SwigluParamBeta
    {
        get => NativeMethods.MoeLayerGetSwigluParamBeta(Native);
        set => NativeMethods.MoeLayerSetSwigluParamBeta(Native, value);
    }

    /// <summary>nvinfer1::IMoELayer::setGatedWeights: the experts' linear layers. Needed before a build.</summary>
    /// <param name="gateWeights">[experts, hidden, inner].</param>
    /// <param name="upWeights">[experts, hidden, inner].</param>
    /// <param name="downWeights">[experts, inner, hidden].</param>
    /// <param name="activationType">The activation.</param>
    public void SetGatedWeights(
        Tensor gateWeights, Tensor upWeights, Tensor downWeights, MoEActType activationType = MoEActType.SiLU) =>
        NativeMethods.MoeLayerSetGatedWeights(
            Native, Network.Own(gateWeights), Network.Own(upWeights), Network.Own(downWeights), activationType);

    /// <summary>nvinfer1::IMoELayer::setGatedBiases: what the linear layers add: all of them or none.</summary>
    /// <param name="gateBiases">[experts, inner].</param>
    /// <param name="upBiases">[experts, inner].</param>
    /// <param name="downBiases">[experts, hidden].</param>
    public void SetGatedBiases(Tensor gateBiases, Tensor upBiases, Tensor downBiases) =>
        NativeMethods.MoeLayerSetGatedBiases(
            Native, Network.Own(gateBiases), Network.Own(upBiases), Network.Own(downBiases));

    /// <summary>
    /// nvinfer1::IMoELayer::setQuantizationStatic: quantizes the product before the last linear layer by a given scale.
    /// The hidden states must be quantized in the same way before they come here.
    /// </summary>
    /// <param name="scale">The scale.</param>
    /// <param name="dataType">What it is quantized to.</param>
    public void SetQuantizationStatic(Tensor scale, DataType dataType) =>
        NativeMethods.MoeLayerSetQuantizationStatic(Native, Network.Own(scale), dataType);

    /// <summary>
    /// nvinfer1::IMoELayer::setQuantizationDynamicDblQ: quantizes the product before the last linear layer by scales
    /// that are computed, and themselves quantized. The hidden states must be quantized in the same way before they
    /// come here.
    /// </summary>
    /// <param name="doubleQuantizationScale">What the scales are quantized by.</param>
    /// <param name="dataType">What the product is quantized to.</param>
    /// <param name="blockShape">The block that shares a scale: of batch, sequence, chosen experts, inner.</param>
    /// <param name="scaleType">The element type of the scales.</param>
    public void SetQuantizationDynamicDblQ(
        Tensor doubleQuantizationScale, DataType dataType, ReadOnlySpan<long> blockShape, DataType scaleType) =>
        NativeMethods.MoeLayerSetQuantizationDynamicDblQ(
            Native, Network.Own(doubleQuantizationScale), dataType, NativeDims.Of(blockShape), scaleType);

    /// <summary>nvinfer1::IMoELayer::setSwigluParams: limit, alpha and beta at once.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="alpha">The alpha.</param>
    /// <param name="beta">The beta.</param>
    public void SetSwigluParams(float limit, float alpha, float beta) =>
        NativeMethods.MoeLayerSetSwigluParams(Native, limit, alpha, beta);

    /// <summary>nvinfer1::IMoELayer::getQuantizationBlockShape.</summary>
    /// <returns>The block that shares a scale; empty where it is not set.</returns>
    public long[] GetQuantizationBlockShape() => NativeMethods.MoeLayerGetQuantizationBlockShape(Native).ToArray();

    /// <summary>nvinfer1::IMoELayer::setQuantizationBlockShape: the block that shares a scale.</summary>
    /// <param name="values">Of batch, sequence, chosen experts, inner; -1 for all of it.</param>
    public void SetQuantizationBlockShape(params ReadOnlySpan<long> values) =>
        NativeMethods.MoeLayerSetQuantizationBlockShape(Native, NativeDims.Of(values));

    private protected override void SetNativeInput(int index, Tensor tensor) =>
        NativeMethods.MoeLayerSetInput(Native, index, Network.Own(tensor));
}
