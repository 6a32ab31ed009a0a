using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ILRNLayer: local response normalization. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class LrnLayer : Layer
{
    internal LrnLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ILRNLayer::setWindowSize, getWindowSize: over how many channels: odd, from 1 to 15.</summary>
    public long WindowSize
    {
        get => NativeMethods.LrnLayerGetWindowSize(Native);
        set => NativeMethods.LrnLayerSetWindowSize(Native, value);
    }

    /// <summary>nvinfer1::ILRNLayer::setAlpha, getAlpha: from -1e20 to 1e20.</summary>
    public float Alpha
    {
        get => NativeMethods.LrnLayerGetAlpha(Native);
        set => NativeMethods.LrnLayerSetAlpha(Native, value);
    }

    /// <summary>nvinfer1::ILRNLayer::setBeta, getBeta: from 0.01 to 1e5.</summary>
    public float Beta
    {
        get => NativeMethods.LrnLayerGetBeta(Native);
        set => NativeMethods.LrnLayerSetBeta(Native, value);
    }

    /// <summary>nvinfer1::ILRNLayer::setK, getK: from 1e-5 to 1e10.</summary>
    public float K
    {
        get => NativeMethods.LrnLayerGetK(Native);
        set => NativeMethods.LrnLayerSetK(Native, value);
    }
}
