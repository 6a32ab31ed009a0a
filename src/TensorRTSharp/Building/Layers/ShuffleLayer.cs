using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IShuffleLayer: its input transposed, reshaped, and transposed again. One thread at a time, as its network.
/// Borrowed from it.
/// </summary>
/// <remarks>The shape can be input 1 (<see cref="Layer.SetInput"/>) instead.</remarks>
public sealed class ShuffleLayer : Layer
{
    internal ShuffleLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>
    /// nvinfer1::IShuffleLayer::setZeroIsPlaceholder, getZeroIsPlaceholder: does a 0 in the shape stand for the size
    /// that the input has there? True unless set.
    /// </summary>
    public bool ZeroIsPlaceholder
    {
        get => NativeMethods.ShuffleLayerGetZeroIsPlaceholder(Native);
        set => NativeMethods.ShuffleLayerSetZeroIsPlaceholder(Native, value);
    }

    /// <summary>nvinfer1::IShuffleLayer::getFirstTranspose.</summary>
    /// <returns>For each dimension, the one of the input that it is.</returns>
    public int[] GetFirstTranspose() =>
        Permutations.ToArray(NativeMethods.ShuffleLayerGetFirstTranspose(Native), RankOf(Inputs[0]));

    /// <summary>
    /// nvinfer1::IShuffleLayer::setFirstTranspose: the order of the dimensions before they are reshaped.
    /// </summary>
    /// <param name="order">For each dimension, the one of the input that it is: [1, 2, 0] makes HWC of CHW.</param>
    public void SetFirstTranspose(params ReadOnlySpan<int> order) =>
        NativeMethods.ShuffleLayerSetFirstTranspose(Native, Permutations.From(order));

    /// <summary>nvinfer1::IShuffleLayer::getSecondTranspose.</summary>
    /// <returns>For each dimension, the one of the shape that it is.</returns>
    public int[] GetSecondTranspose() =>
        Permutations.ToArray(NativeMethods.ShuffleLayerGetSecondTranspose(Native), RankOf(Outputs[0]));

    /// <summary>
    /// nvinfer1::IShuffleLayer::setSecondTranspose: the order of the dimensions after they were reshaped.
    /// </summary>
    /// <param name="order">
    /// For each dimension, the one of the shape that it is. Set the shape before, where it has more dimensions than the
    /// input.
    /// </param>
    public void SetSecondTranspose(params ReadOnlySpan<int> order)
    {
        NativePermutation permutation = Permutations.From(order);
        CheckSecondTranspose(permutation, Inputs[0]);
        NativeMethods.ShuffleLayerSetSecondTranspose(Native, permutation);
    }

    /// <summary>nvinfer1::IShuffleLayer::getReshapeDimensions.</summary>
    /// <returns>The shape; null where it is not set, or input 1 has it.</returns>
    public long[]? GetReshapeDimensions() => NativeMethods.ShuffleLayerGetReshapeDimensions(Native).ToArrayOrNull();

    /// <summary>nvinfer1::IShuffleLayer::setReshapeDimensions: the shape, in place of input 1.</summary>
    /// <param name="dimensions">The shape; 0 for the size that the input has there, -1 once for what is left.</param>
    public void SetReshapeDimensions(params ReadOnlySpan<long> dimensions) =>
        NativeMethods.ShuffleLayerSetReshapeDimensions(Native, NativeDims.Of(dimensions));

    private protected override void SetNativeInput(int index, Tensor tensor)
    {
        if (index == 0)
        {
            CheckSecondTranspose(NativeMethods.ShuffleLayerGetSecondTranspose(Native), tensor);
        }

        base.SetNativeInput(index, tensor);
    }

    /// <summary>Where it is not known, there may be as many dimensions as TensorRT takes.</summary>
    private static int RankOf(Tensor? tensor) => tensor?.Rank ?? NativeDims.MaxRank;

    /// <summary>
    /// Without a shape, TensorRT-RTX 1.7 does not look whether the input has the dimensions, and crashes.
    /// </summary>
    private void CheckSecondTranspose(in NativePermutation permutation, Tensor? input)
    {
        int rank = RankOf(input);
        if (Inputs.Count == 1 && GetReshapeDimensions() is null && !Permutations.IsWithin(permutation, rank))
        {
            throw new ArgumentException(
                $"The second transpose [{string.Join(", ", Permutations.ToArray(permutation, rank))}] takes "
                + $"dimensions that the input has not, which has {rank}; set the shape (SetReshapeDimensions) first.");
        }
    }
}
