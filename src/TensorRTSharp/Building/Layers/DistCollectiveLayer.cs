using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IDistCollectiveLayer: an operation over several devices. TensorRT 10.16, 11, RTX. One thread at a time, as
/// its network. Borrowed from it.
/// </summary>
public sealed class DistCollectiveLayer : Layer
{
    internal DistCollectiveLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
