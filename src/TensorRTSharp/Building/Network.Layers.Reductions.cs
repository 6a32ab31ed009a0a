using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Layers that sum, compare or normalize.</content>
public sealed partial class Network
{
    /// <summary>nvinfer1::INetworkDefinition::addReduce: sums, means, … over some dimensions.</summary>
    /// <param name="input">The input.</param>
    /// <param name="operation">What is computed.</param>
    /// <param name="reduceAxes">The dimensions, from 0.</param>
    /// <param name="keepDimensions">Do they stay, with the size 1?</param>
    /// <returns>The layer.</returns>
    public ReduceLayer AddReduce(
        Tensor input, ReduceOperation operation, ReadOnlySpan<int> reduceAxes, bool keepDimensions = false) => new(
        this,
        Borrow(NativeMethods.NetworkAddReduce(Handle, Own(input), operation, AxisMask.Of(reduceAxes), keepDimensions)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addTopK: the greatest or the least values along a dimension, sorted, and their
    /// indices.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="operation">The greatest or the least.</param>
    /// <param name="k">How many, up to 3840.</param>
    /// <param name="reduceAxes">The dimension: one of the last four, from 0.</param>
    /// <param name="indicesType">The element type of the indices: Int32, or, since TensorRT 10.14, Int64.</param>
    /// <returns>The layer.</returns>
    public TopKLayer AddTopK(
        Tensor input,
        TopKOperation operation,
        int k,
        ReadOnlySpan<int> reduceAxes,
        DataType indicesType = DataType.Int32)
    {
        uint axes = AxisMask.Of(reduceAxes);
        return new(
            this,
            Borrow(
                indicesType == DataType.Int32
                    ? NativeMethods.NetworkAddTopKLegacy(Handle, Own(input), operation, k, axes)
                    : NativeMethods.NetworkAddTopK(Handle, Own(input), operation, k, axes, indicesType)));
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::addSoftMax: softmax along the third dimension from the end (or the first); the
    /// layer can set another.
    /// </summary>
    /// <param name="input">Floating-point numbers.</param>
    /// <returns>The layer.</returns>
    public SoftMaxLayer AddSoftMax(Tensor input) =>
        new(this, Borrow(NativeMethods.NetworkAddSoftMax(Handle, Own(input))));

    /// <summary>nvinfer1::INetworkDefinition::addRaggedSoftMax: softmax along sequences up to their lengths.</summary>
    /// <param name="input">The sequences: 3D, floating-point numbers.</param>
    /// <param name="bounds">Their lengths: Int32, the last dimension of size 1.</param>
    /// <returns>The layer.</returns>
    public RaggedSoftMaxLayer AddRaggedSoftMax(Tensor input, Tensor bounds) =>
        new(this, Borrow(NativeMethods.NetworkAddRaggedSoftMax(Handle, Own(input), Own(bounds))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addMatrixMultiply: the product of two matrices, or of stacks of them.
    /// </summary>
    /// <param name="left">The left one; its leading dimensions are those of the right one, or 1.</param>
    /// <param name="leftOperation">How it is taken: as it is, transposed, or as vectors.</param>
    /// <param name="right">The right one.</param>
    /// <param name="rightOperation">How it is taken.</param>
    /// <returns>The layer.</returns>
    public MatrixMultiplyLayer AddMatrixMultiply(
        Tensor left, MatrixOperation leftOperation, Tensor right, MatrixOperation rightOperation) => new(
        this,
        Borrow(NativeMethods.NetworkAddMatrixMultiply(Handle, Own(left), leftOperation, Own(right), rightOperation)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addEinsum: products of the inputs' elements, summed, by Einstein's convention.
    /// </summary>
    /// <param name="equation">
    /// The subscripts of each input, separated by commas, and of the output: "ij,jk->ik".
    /// </param>
    /// <param name="inputs">The inputs: Float or Half.</param>
    /// <returns>The layer.</returns>
    public EinsumLayer AddEinsum(string equation, params ReadOnlySpan<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(equation);
        return new(this, Borrow(NativeMethods.NetworkAddEinsum(Handle, Own(inputs), equation)));
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::addNormalizationV2, addNormalization: (input - mean) / deviation × scale + bias:
    /// instance, group or layer normalization.
    /// </summary>
    /// <param name="input">Batch, channels, …: floating-point numbers.</param>
    /// <param name="scale">
    /// The scale: as many dimensions as the input, and can be broadcast to it: [1, channels, 1, …] for instance and
    /// group normalization.
    /// </param>
    /// <param name="bias">What is added: of the same shape.</param>
    /// <param name="axes">The dimensions that mean and variance are taken over, from 0.</param>
    /// <returns>The layer.</returns>
    /// <remarks>
    /// Before TensorRT 10.15 it is addNormalization, where scale and bias of group normalization are [1, groups, 1, …].
    /// </remarks>
    public NormalizationLayer AddNormalization(Tensor input, Tensor scale, Tensor bias, params ReadOnlySpan<int> axes)
    {
        uint mask = AxisMask.Of(axes);
        return new(
            this,
            Borrow(
                IsOlderThan(10, 15)
                    ? NativeMethods.NetworkAddNormalization(Handle, Own(input), Own(scale), Own(bias), mask)
                    : NativeMethods.NetworkAddNormalizationV2(Handle, Own(input), Own(scale), Own(bias), mask)));
    }

    /// <summary>
    /// nvinfer1::INetworkDefinition::addCumulative: sums along an axis, up to each element. TensorRT 10.8, 11, RTX.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="axis">The dimension: a constant scalar; negative counts from the end.</param>
    /// <param name="operation">What is accumulated.</param>
    /// <param name="exclusive">Is the element itself left out?</param>
    /// <param name="reverse">Does it begin at the last element?</param>
    /// <returns>The layer.</returns>
    public CumulativeLayer AddCumulative(
        Tensor input,
        Tensor axis,
        CumulativeOperation operation = CumulativeOperation.Sum,
        bool exclusive = false,
        bool reverse = false) => new(
        this, Borrow(NativeMethods.NetworkAddCumulative(Handle, Own(input), Own(axis), operation, exclusive, reverse)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addNMS: non-maximum suppression: of boxes that overlap, those with the best
    /// scores.
    /// </summary>
    /// <param name="boxes">[batch, boxes, 4], or [batch, boxes, classes, 4]: Float or Half.</param>
    /// <param name="scores">[batch, boxes, classes]: of the same type.</param>
    /// <param name="maxOutputBoxesPerClass">
    /// How many boxes of an image and class are kept at most: a scalar of Int32.
    /// </param>
    /// <param name="indicesType">The element type of the indices: Int32, or, since TensorRT 10.14, Int64.</param>
    /// <returns>The layer.</returns>
    public NmsLayer AddNms(
        Tensor boxes, Tensor scores, Tensor maxOutputBoxesPerClass, DataType indicesType = DataType.Int32) => new(
        this,
        Borrow(
            indicesType == DataType.Int32
                ? NativeMethods.NetworkAddNmsLegacy(Handle, Own(boxes), Own(scores), Own(maxOutputBoxesPerClass))
                : NativeMethods.NetworkAddNMS(
                    Handle, Own(boxes), Own(scores), Own(maxOutputBoxesPerClass), indicesType)));
}
