using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Layers that move a window over a tensor, or sample it.</content>
public sealed partial class Network
{
    /// <summary>nvinfer1::INetworkDefinition::addConvolutionNd: a 2D or 3D convolution.</summary>
    /// <param name="input">Floating-point numbers: batch, channels, and two or three spatial dimensions.</param>
    /// <param name="outputMapCount">The number of channels of the output.</param>
    /// <param name="kernelSize">The size of the filter: one number for each spatial dimension.</param>
    /// <param name="kernelWeights">The filters; empty where input 1 of the layer will have them.</param>
    /// <param name="biasWeights">One value for each output map; null for none.</param>
    /// <returns>The layer.</returns>
    public ConvolutionLayer AddConvolution(
        Tensor input,
        long outputMapCount,
        ReadOnlySpan<long> kernelSize,
        Weights kernelWeights,
        Weights? biasWeights = null)
    {
        NativeWeights kernel = Lend(kernelWeights);
        return new(
            this,
            Borrow(
                NativeMethods.NetworkAddConvolutionNd(
                    Handle,
                    Own(input),
                    outputMapCount,
                    NativeDims.Of(kernelSize),
                    kernel,
                    LendOrNone(biasWeights, kernel.Type))));
    }

    /// <summary>nvinfer1::INetworkDefinition::addDeconvolutionNd: a 2D or 3D transposed convolution.</summary>
    /// <param name="input">Floating-point numbers: batch, channels, and two or three spatial dimensions.</param>
    /// <param name="outputMapCount">The number of channels of the output.</param>
    /// <param name="kernelSize">The size of the filter: one number for each spatial dimension.</param>
    /// <param name="kernelWeights">The filters; empty where input 1 of the layer will have them.</param>
    /// <param name="biasWeights">One value for each output map; null for none.</param>
    /// <returns>The layer.</returns>
    public DeconvolutionLayer AddDeconvolution(
        Tensor input,
        long outputMapCount,
        ReadOnlySpan<long> kernelSize,
        Weights kernelWeights,
        Weights? biasWeights = null)
    {
        NativeWeights kernel = Lend(kernelWeights);
        return new(
            this,
            Borrow(
                NativeMethods.NetworkAddDeconvolutionNd(
                    Handle,
                    Own(input),
                    outputMapCount,
                    NativeDims.Of(kernelSize),
                    kernel,
                    LendOrNone(biasWeights, kernel.Type))));
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::addPoolingNd: the greatest or the mean value of a 2D or 3D window.
    /// </summary>
    /// <param name="input">Batch, channels, and two or three spatial dimensions.</param>
    /// <param name="type">Which value.</param>
    /// <param name="windowSize">The size of the window: one number for each spatial dimension.</param>
    /// <returns>The layer.</returns>
    public PoolingLayer AddPooling(Tensor input, PoolingType type, params ReadOnlySpan<long> windowSize) =>
        new(this, Borrow(NativeMethods.NetworkAddPoolingNd(Handle, Own(input), type, NativeDims.Of(windowSize))));

    /// <summary>nvinfer1::INetworkDefinition::addLRN: local response normalization.</summary>
    /// <param name="input">Floating-point numbers.</param>
    /// <param name="window">Over how many channels: odd, from 1 to 15.</param>
    /// <param name="alpha">From -1e20 to 1e20.</param>
    /// <param name="beta">From 0.01 to 1e5.</param>
    /// <param name="k">From 1e-5 to 1e10.</param>
    /// <returns>The layer.</returns>
    public LrnLayer AddLrn(Tensor input, long window, float alpha, float beta, float k) =>
        new(this, Borrow(NativeMethods.NetworkAddLRN(Handle, Own(input), window, alpha, beta, k)));

    /// <summary>nvinfer1::INetworkDefinition::addPaddingNd: zeros around the last two dimensions.</summary>
    /// <param name="input">The input.</param>
    /// <param name="prePadding">How many go before each: two numbers; negative ones cut off.</param>
    /// <param name="postPadding">How many go after each.</param>
    /// <returns>The layer.</returns>
    public PaddingLayer AddPadding(Tensor input, ReadOnlySpan<long> prePadding, ReadOnlySpan<long> postPadding) => new(
        this,
        Borrow(
            NativeMethods.NetworkAddPaddingNd(
                Handle, Own(input), NativeDims.Of(prePadding), NativeDims.Of(postPadding))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addResize: a tensor of another size, interpolated. Size or scales are set in the
    /// layer.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <returns>The layer.</returns>
    public ResizeLayer AddResize(Tensor input) =>
        new(this, Borrow(NativeMethods.NetworkAddResize(Handle, Own(input))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addGridSample: samples of an image at given positions, interpolated.
    /// </summary>
    /// <param name="input">The image: batch, channels, and two or three spatial dimensions.</param>
    /// <param name="grid">
    /// The positions, from -1 to 1: batch, the spatial dimensions of the output, and a number for each of them.
    /// </param>
    /// <returns>The layer.</returns>
    public GridSampleLayer AddGridSample(Tensor input, Tensor grid) =>
        new(this, Borrow(NativeMethods.NetworkAddGridSample(Handle, Own(input), Own(grid))));
}
