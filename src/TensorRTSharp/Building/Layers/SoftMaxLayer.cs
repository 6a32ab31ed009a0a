using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ISoftMaxLayer: softmax along a dimension. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class SoftMaxLayer : Layer
{
    internal SoftMaxLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ISoftMaxLayer::getAxes.</summary>
    /// <returns>The one dimension that sums to 1.</returns>
    public int[] GetAxes() => AxisMask.ToArray(NativeMethods.SoftMaxLayerGetAxes(Native));

    /// <summary>
    /// nvinfer1::ISoftMaxLayer::setAxes: the dimension that sums to 1; the third from the end (or the first) unless
    /// set.
    /// </summary>
    /// <param name="axes">One dimension, from 0.</param>
    public void SetAxes(params ReadOnlySpan<int> axes) =>
        NativeMethods.SoftMaxLayerSetAxes(Native, AxisMask.Of(axes));
}
