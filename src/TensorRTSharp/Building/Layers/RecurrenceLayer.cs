using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRecurrenceLayer: a value that each iteration of a loop takes over from the one before. One thread at a
/// time, as its network. Borrowed from it.
/// </summary>
/// <remarks>
/// Input 0 is the initial value, from outside of the loop. Input 1, the next value, usually from inside, must be set by
/// <see cref="Layer.SetInput"/> before a build.
/// </remarks>
public sealed class RecurrenceLayer : LoopBoundaryLayer
{
    internal RecurrenceLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
