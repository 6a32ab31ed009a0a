using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IReverseSequenceLayer: sequences (input 0), each reversed up to its length (input 1). One thread at a
/// time, as its network. Borrowed from it.
/// </summary>
public sealed class ReverseSequenceLayer : Layer
{
    internal ReverseSequenceLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IReverseSequenceLayer::setBatchAxis, getBatchAxis: the dimension that counts the sequences; 1 unless
    /// set.
    /// </summary>
    public int BatchAxis
    {
        get => NativeMethods.ReverseSequenceLayerGetBatchAxis(Native);
        set => NativeMethods.ReverseSequenceLayerSetBatchAxis(Native, value);
    }

    /// <summary>
    /// nvinfer1::IReverseSequenceLayer::setSequenceAxis, getSequenceAxis: the dimension along which they run; 0 unless
    /// set.
    /// </summary>
    public int SequenceAxis
    {
        get => NativeMethods.ReverseSequenceLayerGetSequenceAxis(Native);
        set => NativeMethods.ReverseSequenceLayerSetSequenceAxis(Native, value);
    }
}
