using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IIfConditional: two parts of a network, of which a condition chooses the one that runs. One thread at a
/// time, as its network. Borrowed: it keeps its network alive and is unusable once that is disposed. Two of them are
/// equal where they stand for the same conditional.
/// </summary>
/// <remarks>
/// What the branches compute is made by the network's own methods; tensors from outside can be used in them as they
/// are.
/// </remarks>
public sealed class IfConditional : IEquatable<IfConditional>
{
    private readonly Network _network;
    private readonly BorrowedRef _native;

    internal IfConditional(Network network, BorrowedRef native)
    {
        _network = network;
        _native = native;
    }

    /// <summary>nvinfer1::IIfConditional::setName, getName: for messages.</summary>
    public string Name
    {
        get => NativeMethods.IfConditionalGetName(Native) ?? "";
        set => NativeMethods.IfConditionalSetName(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }

    private BorrowedRef Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native.Owner.IsDisposed, this);
            return _native;
        }
    }

    /// <summary>nvinfer1::IIfConditional::setCondition: what chooses the branch.</summary>
    /// <param name="condition">A scalar of Bool.</param>
    /// <returns>The layer.</returns>
    public ConditionLayer SetCondition(Tensor condition) => new(
        _network, _network.Borrow(NativeMethods.IfConditionalSetCondition(Native, _network.Own(condition))));

    /// <summary>nvinfer1::IIfConditional::addInput: a value that either branch, or both, may take.</summary>
    /// <param name="input">The value.</param>
    /// <returns>The layer, whose output is what the branches take.</returns>
    public IfConditionalInputLayer AddInput(Tensor input) => new(
        _network, _network.Borrow(NativeMethods.IfConditionalAddInput(Native, _network.Own(input))));

    /// <summary>nvinfer1::IIfConditional::addOutput: what the branches give, of the same type and rank.</summary>
    /// <param name="trueOutput">The output where the condition is true.</param>
    /// <param name="falseOutput">The output where it is false.</param>
    /// <returns>The layer.</returns>
    public IfConditionalOutputLayer AddOutput(Tensor trueOutput, Tensor falseOutput) => new(
        _network,
        _network.Borrow(
            NativeMethods.IfConditionalAddOutput(Native, _network.Own(trueOutput), _network.Own(falseOutput))));

    /// <inheritdoc/>
    public bool Equals(IfConditional? other) => other is not null && _native.Equals(other._native);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IfConditional);

    /// <inheritdoc/>
    public override int GetHashCode() => _native.GetHashCode();
}
