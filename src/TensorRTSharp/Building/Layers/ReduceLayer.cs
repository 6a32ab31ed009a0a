using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IReduceLayer: sums, means, … over some dimensions. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class ReduceLayer : Layer
{
    internal ReduceLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IReduceLayer::setOperation, getOperation: what is computed.</summary>
    public ReduceOperation Operation
    {
        get => NativeMethods.ReduceLayerGetOperation(Native);
        set => NativeMethods.ReduceLayerSetOperation(Native, value);
    }

    /// <summary>
    /// nvinfer1::IReduceLayer::setKeepDimensions, getKeepDimensions: do the dimensions stay, with the size 1?
    /// </summary>
    public bool KeepDimensions
    {
        get => NativeMethods.ReduceLayerGetKeepDimensions(Native);
        set => NativeMethods.ReduceLayerSetKeepDimensions(Native, value);
    }

    /// <summary>nvinfer1::IReduceLayer::getReduceAxes.</summary>
    /// <returns>The dimensions that are reduced.</returns>
    public int[] GetReduceAxes() => AxisMask.ToArray(NativeMethods.ReduceLayerGetReduceAxes(Native));

    /// <summary>nvinfer1::IReduceLayer::setReduceAxes: the dimensions that are reduced.</summary>
    /// <param name="axes">From 0.</param>
    public void SetReduceAxes(params ReadOnlySpan<int> axes) =>
        NativeMethods.ReduceLayerSetReduceAxes(Native, AxisMask.Of(axes));
}
