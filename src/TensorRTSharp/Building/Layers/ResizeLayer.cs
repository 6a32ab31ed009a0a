using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IResizeLayer: a tensor of another size, interpolated. One thread at a time, as its network. Borrowed from
/// it.
/// </summary>
/// <remarks>
/// The size is set, or follows from scales, or is input 1 (<see cref="Layer.SetInput"/>); what an input has can be set
/// no more.
/// </remarks>
public sealed class ResizeLayer : Layer
{
    internal ResizeLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IResizeLayer::setResizeMode, getResizeMode: Nearest unless set.</summary>
    public InterpolationMode ResizeMode
    {
        get => NativeMethods.ResizeLayerGetResizeMode(Native);
        set => NativeMethods.ResizeLayerSetResizeMode(Native, value);
    }

    /// <summary>
    /// nvinfer1::IResizeLayer::setCoordinateTransformation, getCoordinateTransformation: where an element of the output
    /// lies in the input; Asymmetric unless set.
    /// </summary>
    public ResizeCoordinateTransformation CoordinateTransformation
    {
        get => NativeMethods.ResizeLayerGetCoordinateTransformation(Native);
        set => NativeMethods.ResizeLayerSetCoordinateTransformation(Native, value);
    }

    /// <summary>
    /// nvinfer1::IResizeLayer::setSelectorForSinglePixel, getSelectorForSinglePixel: which element is taken where the
    /// output is a single one; Formula unless set.
    /// </summary>
    public ResizeSelector SelectorForSinglePixel
    {
        get => NativeMethods.ResizeLayerGetSelectorForSinglePixel(Native);
        set => NativeMethods.ResizeLayerSetSelectorForSinglePixel(Native, value);
    }

    /// <summary>
    /// nvinfer1::IResizeLayer::setNearestRounding, getNearestRounding: how a position is rounded in the mode Nearest;
    /// Floor unless set.
    /// </summary>
    public ResizeRoundMode NearestRounding
    {
        get => NativeMethods.ResizeLayerGetNearestRounding(Native);
        set => NativeMethods.ResizeLayerSetNearestRounding(Native, value);
    }

    /// <summary>
    /// nvinfer1::IResizeLayer::setCubicCoeff, getCubicCoeff: the coefficient of cubic interpolation; -0.75 unless set.
    /// </summary>
    public float CubicCoefficient
    {
        get => NativeMethods.ResizeLayerGetCubicCoeff(Native);
        set => NativeMethods.ResizeLayerSetCubicCoeff(Native, value);
    }

    /// <summary>
    /// nvinfer1::IResizeLayer::setExcludeOutside, getExcludeOutside: have elements outside of the input no weight?
    /// False unless set.
    /// </summary>
    public bool ExcludeOutside
    {
        get => NativeMethods.ResizeLayerGetExcludeOutside(Native);
        set => NativeMethods.ResizeLayerSetExcludeOutside(Native, value);
    }

    /// <summary>nvinfer1::IResizeLayer::getScales.</summary>
    /// <returns>One factor for each dimension; null where none are set, or an input has the size.</returns>
    public float[]? GetScales()
    {
        int count = NativeMethods.ResizeLayerGetScales(Native, []);
        if (count < 0)
        {
            return null;
        }

        float[] scales = new float[count];
        _ = NativeMethods.ResizeLayerGetScales(Native, scales);
        return scales;
    }

    /// <summary>nvinfer1::IResizeLayer::setScales: the size of the output, relative to the input's.</summary>
    /// <param name="scales">One factor for each dimension.</param>
    public void SetScales(params ReadOnlySpan<float> scales) => NativeMethods.ResizeLayerSetScales(Native, scales);

    /// <summary>nvinfer1::IResizeLayer::getOutputDimensions.</summary>
    /// <returns>The size of the output; null where it is not set, or input 1 has it.</returns>
    public long[]? GetOutputDimensions() =>
        Inputs.Count > 1 ? null : NativeMethods.ResizeLayerGetOutputDimensions(Native).ToArrayOrNull();

    /// <summary>nvinfer1::IResizeLayer::setOutputDimensions: the size of the output.</summary>
    /// <param name="dimensions">As many dimensions as the input has.</param>
    public void SetOutputDimensions(params ReadOnlySpan<long> dimensions) =>
        NativeMethods.ResizeLayerSetOutputDimensions(Native, NativeDims.Of(dimensions));
}
