using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPoolingLayer: the greatest or the mean value of a 2D or 3D window. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
public sealed class PoolingLayer : Layer
{
    internal PoolingLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IPoolingLayer::setPoolingType, getPoolingType: which value.</summary>
    public PoolingType PoolingType
    {
        get => NativeMethods.PoolingLayerGetPoolingType(Native);
        set => NativeMethods.PoolingLayerSetPoolingType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IPoolingLayer::setBlendFactor, getBlendFactor: the part of the mean in MaxAverageBlend, from 0 to 1; 0
    /// unless set.
    /// </summary>
    public float BlendFactor
    {
        get => NativeMethods.PoolingLayerGetBlendFactor(Native);
        set => NativeMethods.PoolingLayerSetBlendFactor(Native, value);
    }

    /// <summary>
    /// nvinfer1::IPoolingLayer::setAverageCountExcludesPadding, getAverageCountExcludesPadding: is the mean taken over
    /// what is not padding only? True unless set.
    /// </summary>
    public bool AverageCountExcludesPadding
    {
        get => NativeMethods.PoolingLayerGetAverageCountExcludesPadding(Native);
        set => NativeMethods.PoolingLayerSetAverageCountExcludesPadding(Native, value);
    }

    /// <summary>
    /// nvinfer1::IPoolingLayer::setPaddingMode, getPaddingMode: how the size of the output is found; the Same modes go
    /// before the paddings. ExplicitRoundDown unless set.
    /// </summary>
    public PaddingMode PaddingMode
    {
        get => NativeMethods.PoolingLayerGetPaddingMode(Native);
        set => NativeMethods.PoolingLayerSetPaddingMode(Native, value);
    }

    /// <summary>nvinfer1::IPoolingLayer::getPrePadding.</summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPrePadding() => NativeMethods.PoolingLayerGetPrePadding(Native).ToArray();

    /// <summary>nvinfer1::IPoolingLayer::setPrePadding: how much padding goes before the input.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPrePadding(params ReadOnlySpan<long> values) =>
        NativeMethods.PoolingLayerSetPrePadding(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IPoolingLayer::getPostPadding.</summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPostPadding() => NativeMethods.PoolingLayerGetPostPadding(Native).ToArray();

    /// <summary>nvinfer1::IPoolingLayer::setPostPadding: how much padding goes after the input.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPostPadding(params ReadOnlySpan<long> values) =>
        NativeMethods.PoolingLayerSetPostPadding(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IPoolingLayer::getWindowSizeNd.</summary>
    /// <returns>The size of the window.</returns>
    public long[] GetWindowSize() => NativeMethods.PoolingLayerGetWindowSizeNd(Native).ToArray();

    /// <summary>nvinfer1::IPoolingLayer::setWindowSizeNd: the size of the window.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetWindowSize(params ReadOnlySpan<long> values) =>
        NativeMethods.PoolingLayerSetWindowSizeNd(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::IPoolingLayer::getStrideNd.</summary>
    /// <returns>Ones unless set.</returns>
    public long[] GetStride() => NativeMethods.PoolingLayerGetStrideNd(Native).ToArray();

    /// <summary>nvinfer1::IPoolingLayer::setStrideNd: by how much the window moves.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetStride(params ReadOnlySpan<long> values) =>
        NativeMethods.PoolingLayerSetStrideNd(Native, NativeDims.Of(values));

    /// <summary>
    /// nvinfer1::IPoolingLayer::getPaddingNd: the symmetric padding; the one before, where they differ.
    /// </summary>
    /// <returns>Zeros unless set.</returns>
    public long[] GetPadding() => NativeMethods.PoolingLayerGetPaddingNd(Native).ToArray();

    /// <summary>nvinfer1::IPoolingLayer::setPaddingNd: the padding on both sides of the input.</summary>
    /// <param name="values">One number for each spatial dimension.</param>
    public void SetPadding(params ReadOnlySpan<long> values) =>
        NativeMethods.PoolingLayerSetPaddingNd(Native, NativeDims.Of(values));
}
