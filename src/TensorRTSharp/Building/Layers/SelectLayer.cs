using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ISelectLayer: elements of input 1 where the condition (input 0) is true, of input 2 elsewhere. One thread
/// at a time, as its network. Borrowed from it.
/// </summary>
public sealed class SelectLayer : Layer
{
    internal SelectLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
