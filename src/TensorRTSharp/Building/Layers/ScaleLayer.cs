using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IScaleLayer: (input × scale + shift) ^ power. The input has at least 4 dimensions. One thread at a time,
/// as its network. Borrowed from it.
/// </summary>
public sealed class ScaleLayer : Layer
{
    internal ScaleLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IScaleLayer::setMode, getMode: whether there is one coefficient, one for each channel, or one for each
    /// element.
    /// </summary>
    public ScaleMode Mode
    {
        get => NativeMethods.ScaleLayerGetMode(Native);
        set => NativeMethods.ScaleLayerSetMode(Native, value);
    }

    /// <summary>nvinfer1::IScaleLayer::setChannelAxis, getChannelAxis: which dimension is the channel.</summary>
    public int ChannelAxis
    {
        get => NativeMethods.ScaleLayerGetChannelAxis(Native);
        set => NativeMethods.ScaleLayerSetChannelAxis(Native, value);
    }

    /// <summary>
    /// nvinfer1::IScaleLayer::setShift, getShift: what is added; empty for 0. A copy of them when read; they can be
    /// replaced, but not taken away.
    /// </summary>
    public Weights Shift
    {
        get => Weights.Copy(NativeMethods.ScaleLayerGetShift(Native));
        set => NativeMethods.ScaleLayerSetShift(Native, Network.Lend(value));
    }

    /// <summary>
    /// nvinfer1::IScaleLayer::setScale, getScale: the factor; empty for 1. A copy of them when read; they can be
    /// replaced, but not taken away.
    /// </summary>
    public Weights Scale
    {
        get => Weights.Copy(NativeMethods.ScaleLayerGetScale(Native));
        set => NativeMethods.ScaleLayerSetScale(Native, Network.Lend(value));
    }

    /// <summary>
    /// nvinfer1::IScaleLayer::setPower, getPower: the exponent; empty for 1. A copy of them when read; they can be
    /// replaced, but not taken away.
    /// </summary>
    public Weights Power
    {
        get => Weights.Copy(NativeMethods.ScaleLayerGetPower(Native));
        set => NativeMethods.ScaleLayerSetPower(Native, Network.Lend(value));
    }
}
