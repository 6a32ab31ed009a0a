using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ITripLimitLayer: how long a loop runs. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class TripLimitLayer : LoopBoundaryLayer
{
    internal TripLimitLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ITripLimitLayer::getTripLimit: a number of iterations, or a condition.</summary>
    public TripLimit TripLimit => NativeMethods.TripLimitLayerGetTripLimit(Native);
}
