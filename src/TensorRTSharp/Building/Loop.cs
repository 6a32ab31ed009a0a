using System.Diagnostics.CodeAnalysis;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ILoop: a part of a network that runs several times. One thread at a time, as its network. Borrowed: it
/// keeps its network alive and is unusable once that is disposed. Two of them are equal where they stand for the same
/// loop.
/// </summary>
/// <remarks>
/// A loop needs a trip limit. What its layers compute is made by the network's own methods, from what the loop's layers
/// give; tensors from outside can be used inside as they are.
/// </remarks>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "The name is TensorRT's.")]
public sealed class Loop : IEquatable<Loop>
{
    private readonly Network _network;
    private readonly BorrowedRef _native;

    internal Loop(Network network, BorrowedRef native)
    {
        _network = network;
        _native = native;
    }

    /// <summary>nvinfer1::ILoop::setName, getName: for messages.</summary>
    public string Name
    {
        get => NativeMethods.LoopGetName(Native) ?? "";
        set => NativeMethods.LoopSetName(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }

    private BorrowedRef Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native.Owner.IsDisposed, this);
            return _native;
        }
    }

    /// <summary>nvinfer1::ILoop::addRecurrence: a value that each iteration takes over from the one before.</summary>
    /// <param name="initialValue">The value in the first iteration.</param>
    /// <returns>The layer; its input 1, the next value, is still to be set.</returns>
    public RecurrenceLayer AddRecurrence(Tensor initialValue) => new(
        _network, _network.Borrow(NativeMethods.LoopAddRecurrence(Native, _network.Own(initialValue))));

    /// <summary>
    /// nvinfer1::ILoop::addTripLimit: how long the loop runs. It may have one limit of each kind, and ends by the
    /// first.
    /// </summary>
    /// <param name="tensor">
    /// A scalar: for Count the number of iterations (Int32 or Int64), from outside of the loop; for While a Bool, from
    /// inside, which ends it by being false.
    /// </param>
    /// <param name="limit">The kind.</param>
    /// <returns>The layer.</returns>
    public TripLimitLayer AddTripLimit(Tensor tensor, TripLimit limit) => new(
        _network, _network.Borrow(NativeMethods.LoopAddTripLimit(Native, _network.Own(tensor), limit)));

    /// <summary>nvinfer1::ILoop::addIterator: a tensor that each iteration sees another slice of.</summary>
    /// <param name="tensor">The tensor, from outside of the loop.</param>
    /// <param name="axis">The dimension that is sliced.</param>
    /// <param name="reverse">Does it begin at the last slice?</param>
    /// <returns>The layer.</returns>
    public IteratorLayer AddIterator(Tensor tensor, int axis = 0, bool reverse = false) => new(
        _network, _network.Borrow(NativeMethods.LoopAddIterator(Native, _network.Own(tensor), axis, reverse)));

    /// <summary>nvinfer1::ILoop::addLoopOutput: a value that goes out of the loop.</summary>
    /// <param name="tensor">The value, from inside of the loop; for LastValue, of a recurrence layer.</param>
    /// <param name="output">The last iteration's value, or those of all, forwards or backwards.</param>
    /// <param name="axis">Where the dimension that counts the iterations goes.</param>
    /// <returns>
    /// The layer; unless it is for LastValue, its input 1, the number of iterations, is still to be set.
    /// </returns>
    public LoopOutputLayer AddLoopOutput(Tensor tensor, LoopOutput output, int axis = 0) => new(
        _network, _network.Borrow(NativeMethods.LoopAddLoopOutput(Native, _network.Own(tensor), output, axis)));

    /// <inheritdoc/>
    public bool Equals(Loop? other) => other is not null && _native.Equals(other._native);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Loop);

    /// <inheritdoc/>
    public override int GetHashCode() => _native.GetHashCode();
}
