using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::INormalizationLayer: instance, group and layer normalization. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
public sealed class NormalizationLayer : Layer
{
    internal NormalizationLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::INormalizationLayer::setEpsilon, getEpsilon: what is added to the variance; 1e-5 unless set.
    /// </summary>
    public float Epsilon
    {
        get => NativeMethods.NormalizationLayerGetEpsilon(Native);
        set => NativeMethods.NormalizationLayerSetEpsilon(Native, value);
    }

    /// <summary>
    /// nvinfer1::INormalizationLayer::setNbGroups, getNbGroups: into how many groups the channels are divided; 1 unless
    /// set. It must divide their number, and the axes must be those after the channel.
    /// </summary>
    public long GroupCount
    {
        get => NativeMethods.NormalizationLayerGetNbGroups(Native);
        set => NativeMethods.NormalizationLayerSetNbGroups(Native, value);
    }

    /// <summary>
    /// nvinfer1::INormalizationLayer::setComputePrecision, getComputePrecision: the type that it computes in, in a
    /// network that is not strongly typed; Float unless set. TensorRT 10.
    /// </summary>
    public DataType ComputePrecision
    {
        get => NativeMethods.NormalizationLayerGetComputePrecision(Native);
        set => NativeMethods.NormalizationLayerSetComputePrecision(Native, value);
    }

    /// <summary>
    /// nvinfer1::INormalizationLayer::isV2: was it added by addNormalizationV2, which takes a scale for each channel
    /// (and not for each group)? TensorRT 10.15, 11, RTX.
    /// </summary>
    public bool IsV2 => NativeMethods.NormalizationLayerIsV2(Native);

    /// <summary>nvinfer1::INormalizationLayer::getAxes.</summary>
    /// <returns>The dimensions that mean and variance are taken over.</returns>
    public int[] GetAxes() => AxisMask.ToArray(NativeMethods.NormalizationLayerGetAxes(Native));

    /// <summary>nvinfer1::INormalizationLayer::setAxes: the dimensions that mean and variance are taken over.</summary>
    /// <param name="axes">From 0.</param>
    public void SetAxes(params ReadOnlySpan<int> axes) =>
        NativeMethods.NormalizationLayerSetAxes(Native, AxisMask.Of(axes));
}
