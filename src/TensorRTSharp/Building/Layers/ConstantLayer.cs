using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IConstantLayer: a tensor whose values are known. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
public sealed class ConstantLayer : Layer
{
    internal ConstantLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IConstantLayer::setWeights, getWeights: the values; a copy of them when read.</summary>
    public Weights Weights
    {
        get => Weights.Copy(NativeMethods.ConstantLayerGetWeights(Native));
        set => NativeMethods.ConstantLayerSetWeights(Native, Network.Lend(value));
    }

    /// <summary>nvinfer1::IConstantLayer::getDimensions.</summary>
    /// <returns>The shape.</returns>
    public long[] GetDimensions() => NativeMethods.ConstantLayerGetDimensions(Native).ToArray();

    /// <summary>nvinfer1::IConstantLayer::setDimensions.</summary>
    /// <param name="dimensions">The shape; as many elements as the weights have.</param>
    public void SetDimensions(params ReadOnlySpan<long> dimensions) =>
        NativeMethods.ConstantLayerSetDimensions(Native, NativeDims.Of(dimensions));
}
