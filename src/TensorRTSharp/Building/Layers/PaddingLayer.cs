using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPaddingLayer: zeros around the last two dimensions; a slice can pad all of them. One thread at a time, as
/// its network. Borrowed from it.
/// </summary>
public sealed class PaddingLayer : Layer
{
    internal PaddingLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IPaddingLayer::getPrePaddingNd.</summary>
    /// <returns>The zeros before the rows and before the columns.</returns>
    public long[] GetPrePadding() => NativeMethods.PaddingLayerGetPrePaddingNd(Native).ToArray();

    /// <summary>nvinfer1::IPaddingLayer::setPrePaddingNd: how many zeros go before the last two dimensions.</summary>
    /// <param name="values">Two numbers; negative ones cut off.</param>
    public void SetPrePadding(params ReadOnlySpan<long> values) =>
        NativeMethods.PaddingLayerSetPrePaddingNd(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IPaddingLayer::getPostPaddingNd.</summary>
    /// <returns>The zeros after the rows and after the columns.</returns>
    public long[] GetPostPadding() => NativeMethods.PaddingLayerGetPostPaddingNd(Native).ToArray();

    /// <summary>nvinfer1::IPaddingLayer::setPostPaddingNd: how many zeros go after the last two dimensions.</summary>
    /// <param name="values">Two numbers; negative ones cut off.</param>
    public void SetPostPadding(params ReadOnlySpan<long> values) =>
        NativeMethods.PaddingLayerSetPostPaddingNd(Native, NativeDims.Of(values));
}
