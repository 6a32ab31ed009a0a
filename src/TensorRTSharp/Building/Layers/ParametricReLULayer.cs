using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IParametricReLULayer: its input (0) where that is not negative, else the input times the slope (1). One
/// thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class ParametricReLULayer : Layer
{
    internal ParametricReLULayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
