using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IConvolutionLayer: a 2D or 3D convolution. One thread at a time, as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// The kernel, or the bias, may be a tensor instead: input 1, or input 2 (<see cref="Layer.SetInput"/>). The layer is
/// added with empty weights in its place then.
/// </remarks>
public sealed class ConvolutionLayer : Layer
{
    internal ConvolutionLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IConvolutionLayer::setNbOutputMaps, getNbOutputMaps: the number of channels of the output.
    /// </summary>
    public long OutputMapCount
    {
        get => NativeMethods.ConvolutionLayerGetNbOutputMaps(Native);
        set => NativeMethods.ConvolutionLayerSetNbOutputMaps(Native, value);
    }

    /// <summary>
    /// nvinfer1::IConvolutionLayer::setNbGroups, getNbGroups: into how many groups the channels are divided, each with
    /// a kernel of its own; 1 unless set.
    /// </summary>
    public long GroupCount
    {
        get => NativeMethods.ConvolutionLayerGetNbGroups(Native);
        set => NativeMethods.ConvolutionLayerSetNbGroups(Native, value);
    }

    /// <summary>
    /// nvinfer1::IConvolutionLayer::setKernelWeights, getKernelWeights: the filters, as [groups, output maps of a
    /// group, input channels of a group, height, width]; empty where input 1 has it. A copy of them when read; they can
    /// be replaced, but not taken away.
    /// </summary>
    public Weights KernelWeights
    {
        get => Weights.Copy(NativeMethods.ConvolutionLayerGetKernelWeights(Native));
        set => NativeMethods.ConvolutionLayerSetKernelWeights(Native, Network.Lend(value));
    }

    /// <summary>
    /// nvinfer1::IConvolutionLayer::setBiasWeights, getBiasWeights: one value for each output map; empty where there is
    /// none, or input 2 has it. A copy of them when read; they can be replaced, but not taken away.
    /// </summary>
    public Weights BiasWeights
    {
        get => Weights.Copy(NativeMethods.ConvolutionLayerGetBiasWeights(Native));
        set => NativeMethods.ConvolutionLayerSetBiasWeights(Native, Network.Lend(value));
    }

    /// <summary>
    /// nvinfer1::IConvolutionLayer::setPaddingMode, getPaddingMode: how the size of the output is found; the Same modes
    /// go before the paddings. ExplicitRoundDown unless set.
    /// </summary>
    public PaddingMode PaddingMode
    {
        get => NativeMethods.ConvolutionLayerGetPaddingMode(Native);
        set => NativeMethods.ConvolutionLayerSetPaddingMode(Native, value);
    }

    /// <summary>nvinfer1::IConvolutionLayer::getPrePadding.</summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPrePadding() => NativeMethods.ConvolutionLayerGetPrePadding(Native).ToArray();

    /// <summary>
    /// nvinfer1::IConvolutionLayer::setPrePadding: how many zeros are put before the input, in each spatial dimension.
    /// </summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPrePadding(params ReadOnlySpan<long> values) =>
        NativeMethods.ConvolutionLayerSetPrePadding(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IConvolutionLayer::getPostPadding.</summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPostPadding() => NativeMethods.ConvolutionLayerGetPostPadding(Native).ToArray();

    /// <summary>
    /// nvinfer1::IConvolutionLayer::setPostPadding: how many zeros are put after the input, in each spatial dimension.
    /// </summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPostPadding(params ReadOnlySpan<long> values) =>
        NativeMethods.ConvolutionLayerSetPostPadding(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IConvolutionLayer::getKernelSizeNd.</summary>
    /// <returns>The size of the filter.</returns>
    public long[] GetKernelSize() => NativeMethods.ConvolutionLayerGetKernelSizeNd(Native).ToArray();

    /// <summary>nvinfer1::IConvolutionLayer::setKernelSizeNd: the size of the filter.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetKernelSize(params ReadOnlySpan<long> values) =>
        NativeMethods.ConvolutionLayerSetKernelSizeNd(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IConvolutionLayer::getStrideNd.</summary>
    /// <returns>Ones unless set.</returns>
    public long[] GetStride() => NativeMethods.ConvolutionLayerGetStrideNd(Native).ToArray();

    /// <summary>nvinfer1::IConvolutionLayer::setStrideNd: by how much the filter moves.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetStride(params ReadOnlySpan<long> values) =>
        NativeMethods.ConvolutionLayerSetStrideNd(Native, NativeDims.Of(values));

    /// <summary>
    /// nvinfer1::IConvolutionLayer::getPaddingNd: the symmetric padding; the one before, where they differ.
    /// </summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPadding() => NativeMethods.ConvolutionLayerGetPaddingNd(Native).ToArray();

    /// <summary>nvinfer1::IConvolutionLayer::setPaddingNd: zeros on both sides of the input.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPadding(params ReadOnlySpan<long> values) =>
        NativeMethods.ConvolutionLayerSetPaddingNd(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IConvolutionLayer::getDilationNd.</summary>
    /// <returns>Ones unless set.</returns>
    public long[] GetDilation() => NativeMethods.ConvolutionLayerGetDilationNd(Native).ToArray();

    /// <summary>nvinfer1::IConvolutionLayer::setDilationNd: how far the filter's elements lie apart.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetDilation(params ReadOnlySpan<long> values) =>
        NativeMethods.ConvolutionLayerSetDilationNd(Native, NativeDims.Of(values));
}
