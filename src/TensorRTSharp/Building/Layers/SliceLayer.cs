using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ISliceLayer: a part of its input. One thread at a time, as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// What is set here can be a tensor instead (<see cref="Layer.SetInput"/>): input 1 the start, 2 the size, 3 the
/// stride, 5 the axes. Input 4 is the value for the mode Fill.
/// </remarks>
public sealed class SliceLayer : Layer
{
    internal SliceLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::ISliceLayer::setMode, getMode: what lies outside of the input; StrictBounds, which refuses that,
    /// unless set.
    /// </summary>
    public SampleMode Mode
    {
        get => NativeMethods.SliceLayerGetMode(Native);
        set => NativeMethods.SliceLayerSetMode(Native, value);
    }

    /// <summary>nvinfer1::ISliceLayer::getStart.</summary>
    /// <returns>The first index in each dimension; null where input 1 has it.</returns>
    public long[]? GetStart() => NativeMethods.SliceLayerGetStart(Native).ToArrayOrNull();

    /// <summary>nvinfer1::ISliceLayer::setStart: the first index, in place of input 1.</summary>
    /// <param name="values">One number for each dimension, or for each of the axes.</param>
    public void SetStart(params ReadOnlySpan<long> values) =>
        NativeMethods.SliceLayerSetStart(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::ISliceLayer::getSize.</summary>
    /// <returns>The shape of the output; null where input 2 has it.</returns>
    public long[]? GetSize() => NativeMethods.SliceLayerGetSize(Native).ToArrayOrNull();

    /// <summary>nvinfer1::ISliceLayer::setSize: the shape of the output, in place of input 2.</summary>
    /// <param name="values">One number for each dimension, or for each of the axes.</param>
    public void SetSize(params ReadOnlySpan<long> values) =>
        NativeMethods.SliceLayerSetSize(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::ISliceLayer::getStride.</summary>
    /// <returns>The step in each dimension; null where input 3 has it.</returns>
    public long[]? GetStride() => NativeMethods.SliceLayerGetStride(Native).ToArrayOrNull();

    /// <summary>nvinfer1::ISliceLayer::setStride: the step, in place of input 3.</summary>
    /// <param name="values">One number for each dimension, or for each of the axes.</param>
    public void SetStride(params ReadOnlySpan<long> values) =>
        NativeMethods.SliceLayerSetStride(Native, NativeDims.Of(values));

    /// <summary>nvinfer1::ISliceLayer::getAxes: which dimensions are sliced. TensorRT 10.3, 11, RTX.</summary>
    /// <returns>The dimensions; null where all are, or input 5 has them.</returns>
    public long[]? GetAxes() => NativeMethods.SliceLayerGetAxes(Native).ToArrayOrNull();

    /// <summary>
    /// nvinfer1::ISliceLayer::setAxes: which dimensions are sliced, in place of input 5. TensorRT 10.3, 11, RTX.
    /// </summary>
    /// <param name="axes">The dimensions that start, size and stride are for.</param>
    public void SetAxes(params ReadOnlySpan<long> axes) =>
        NativeMethods.SliceLayerSetAxes(Native, NativeDims.Of(axes));
}
