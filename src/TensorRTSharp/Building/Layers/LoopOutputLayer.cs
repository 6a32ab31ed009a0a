using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ILoopOutputLayer: a value that goes out of a loop. One thread at a time, as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// Concatenate and Reverse need input 1, the number of iterations, a scalar from outside of the loop
/// (<see cref="Layer.SetInput"/>).
/// </remarks>
public sealed class LoopOutputLayer : LoopBoundaryLayer
{
    internal LoopOutputLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ILoopOutputLayer::getLoopOutput: the last iteration's value, or those of all.</summary>
    public LoopOutput LoopOutput => NativeMethods.LoopOutputLayerGetLoopOutput(Native);

    /// <summary>
    /// nvinfer1::ILoopOutputLayer::setAxis, getAxis: where the dimension that counts the iterations goes; 0 unless set.
    /// </summary>
    public int Axis
    {
        get => NativeMethods.LoopOutputLayerGetAxis(Native);
        set => NativeMethods.LoopOutputLayerSetAxis(Native, value);
    }
}
