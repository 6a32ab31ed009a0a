using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IIdentityLayer: its input as it is. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class IdentityLayer : Layer
{
    internal IdentityLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
