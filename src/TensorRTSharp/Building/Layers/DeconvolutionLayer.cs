using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IDeconvolutionLayer: a 2D or 3D transposed convolution. One thread at a time, as its network. Borrowed
/// from it.
/// </summary>
/// <remarks>
/// The kernel, or the bias, may be a tensor instead: input 1, or input 2 (<see cref="Layer.SetInput"/>). The layer is
/// added with empty weights in its place then.
/// </remarks>
public sealed class DeconvolutionLayer : Layer
{
    internal DeconvolutionLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::setNbOutputMaps, getNbOutputMaps: the number of channels of the output.
    /// </summary>
    public long OutputMapCount
    {
        get => NativeMethods.DeconvolutionLayerGetNbOutputMaps(Native);
        set => NativeMethods.DeconvolutionLayerSetNbOutputMaps(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::setNbGroups, getNbGroups: into how many groups the channels are divided, each
    /// with a kernel of its own; 1 unless set.
    /// </summary>
    public long GroupCount
    {
        get => NativeMethods.DeconvolutionLayerGetNbGroups(Native);
        set => NativeMethods.DeconvolutionLayerSetNbGroups(Native, value);
    }

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::setKernelWeights, getKernelWeights: the filters, as [input channels, output maps
    /// of a group, height, width]; empty where input 1 has it. A copy of them when read; they can be replaced, but not
    /// taken away.
    /// </summary>
    public Weights KernelWeights
    {
        get => Weights.Copy(NativeMethods.DeconvolutionLayerGetKernelWeights(Native));
        set => NativeMethods.DeconvolutionLayerSetKernelWeights(Native, Network.Lend(value));
    }

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::setBiasWeights, getBiasWeights: one value for each output map; empty where there
    /// is none, or input 2 has it. A copy of them when read; they can be replaced, but not taken away.
    /// </summary>
    public Weights BiasWeights
    {
        get => Weights.Copy(NativeMethods.DeconvolutionLayerGetBiasWeights(Native));
        set => NativeMethods.DeconvolutionLayerSetBiasWeights(Native, Network.Lend(value));
    }

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::setPaddingMode, getPaddingMode: how the size of the output is found; the Same
    /// modes go before the paddings. ExplicitRoundDown unless set.
    /// </summary>
    public PaddingMode PaddingMode
    {
        get => NativeMethods.DeconvolutionLayerGetPaddingMode(Native);
        set => NativeMethods.DeconvolutionLayerSetPaddingMode(Native, value);
    }

    /// <summary>nvinfer1::IDeconvolutionLayer::getPrePadding.</summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPrePadding() => NativeMethods.DeconvolutionLayerGetPrePadding(Native).ToArray();

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::setPrePadding: how many elements are cut off at the start of the output, in each
    /// spatial dimension.
    /// </summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPrePadding(params ReadOnlySpan<long> values) =>
        NativeMethods.DeconvolutionLayerSetPrePadding(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IDeconvolutionLayer::getPostPadding.</summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPostPadding() => NativeMethods.DeconvolutionLayerGetPostPadding(Native).ToArray();

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::setPostPadding: how many elements are cut off at the end of the output, in each
    /// spatial dimension.
    /// </summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPostPadding(params ReadOnlySpan<long> values) =>
        NativeMethods.DeconvolutionLayerSetPostPadding(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IDeconvolutionLayer::getKernelSizeNd.</summary>
    /// <returns>The size of the filter.</returns>
    public long[] GetKernelSize() => NativeMethods.DeconvolutionLayerGetKernelSizeNd(Native).ToArray();

    /// <summary>nvinfer1::IDeconvolutionLayer::setKernelSizeNd: the size of the filter.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetKernelSize(params ReadOnlySpan<long> values) =>
        NativeMethods.DeconvolutionLayerSetKernelSizeNd(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IDeconvolutionLayer::getStrideNd.</summary>
    /// <returns>Ones unless set.</returns>
    public long[] GetStride() => NativeMethods.DeconvolutionLayerGetStrideNd(Native).ToArray();

    /// <summary>nvinfer1::IDeconvolutionLayer::setStrideNd: by how much the filter moves.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetStride(params ReadOnlySpan<long> values) =>
        NativeMethods.DeconvolutionLayerSetStrideNd(Native, NativeDims.Of(values));

    /// <summary>
    /// nvinfer1::IDeconvolutionLayer::getPaddingNd: the symmetric padding; the one before, where they differ.
    /// </summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPadding() => NativeMethods.DeconvolutionLayerGetPaddingNd(Native).ToArray();

    /// <summary>nvinfer1::IDeconvolutionLayer::setPaddingNd: elements cut off on both sides of the output.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPadding(params ReadOnlySpan<long> values) =>
        NativeMethods.DeconvolutionLayerSetPaddingNd(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IDeconvolutionLayer::getDilationNd.</summary>
    /// <returns>Ones unless set.</returns>
    public long[] GetDilation() => NativeMethods.DeconvolutionLayerGetDilationNd(Native).ToArray();

    /// <summary>nvinfer1::IDeconvolutionLayer::setDilationNd: how far the filter's elements lie apart.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetDilation(params ReadOnlySpan<long> values) =>
        NativeMethods.DeconvolutionLayerSetDilationNd(Native, NativeDims.Of(values));
}
