using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IGridSampleLayer: samples of an image (input 0) at the positions of a grid (input 1), interpolated. One
/// thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class GridSampleLayer : Layer
{
    internal GridSampleLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IGridSampleLayer::setInterpolationMode, getInterpolationMode: Linear unless set.</summary>
    public InterpolationMode InterpolationMode
    {
        get => NativeMethods.GridSampleLayerGetInterpolationMode(Native);
        set => NativeMethods.GridSampleLayerSetInterpolationMode(Native, value);
    }

    /// <summary>
    /// nvinfer1::IGridSampleLayer::setAlignCorners, getAlignCorners: do -1 and 1 stand for the middle of the corners'
    /// pixels, and not for their edges? False unless set.
    /// </summary>
    public bool AlignCorners
    {
        get => NativeMethods.GridSampleLayerGetAlignCorners(Native);
        set => NativeMethods.GridSampleLayerSetAlignCorners(Native, value);
    }

    /// <summary>
    /// nvinfer1::IGridSampleLayer::setSampleMode, getSampleMode: what lies outside of the image: Clamp, Fill (zeros) or
    /// Reflect; Fill unless set.
    /// </summary>
    public SampleMode SampleMode
    {
        get => NativeMethods.GridSampleLayerGetSampleMode(Native);
        set => NativeMethods.GridSampleLayerSetSampleMode(Native, value);
    }
}
