using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>The layers that can be added. Each is borrowed from the network and lives as long as it.</content>
public sealed partial class Network
{
    /// <summary>nvinfer1::INetworkDefinition::addConstant: a tensor whose values are known.</summary>
    /// <param name="weights">As many elements as the dimensions have.</param>
    /// <param name="dimensions">The shape.</param>
    /// <returns>The layer.</returns>
    public ConstantLayer AddConstant(Weights weights, params ReadOnlySpan<long> dimensions) => new(
        this, Borrow(NativeMethods.NetworkAddConstant(Handle, NativeDims.From(dimensions, "constant"), Lend(weights))));

    /// <summary>nvinfer1::INetworkDefinition::addIdentity: the input as it is.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The layer.</returns>
    public IdentityLayer AddIdentity(Tensor input) =>
        new(this, Borrow(NativeMethods.NetworkAddIdentity(Handle, Own(input))));

    /// <summary>nvinfer1::INetworkDefinition::addElementWise: two tensors, element by element.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">
    /// The right operand: as many dimensions as the left one, each of the same size or 1 on either side.
    /// </param>
    /// <param name="operation">The operation.</param>
    /// <returns>The layer.</returns>
    public ElementWiseLayer AddElementWise(Tensor left, Tensor right, ElementWiseOperation operation) =>
        new(this, Borrow(NativeMethods.NetworkAddElementWise(Handle, Own(left), Own(right), operation)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addConcatenation: tensors one after the other, along axis 0 unless
    /// <see cref="ConcatenationLayer.Axis"/> says otherwise.
    /// </summary>
    /// <param name="inputs">Tensors that differ along that axis only.</param>
    /// <returns>The layer.</returns>
    public ConcatenationLayer AddConcatenation(params ReadOnlySpan<Tensor> inputs) =>
        new(this, Borrow(NativeMethods.NetworkAddConcatenation(Handle, Own(inputs))));

    /// <summary>The memory of weights stays as long as the network, which TensorRT may read them through.</summary>
    internal NativeWeights Lend(Weights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.LendTo(Handle);
    }

    private NativeView[] Own(ReadOnlySpan<Tensor> tensors)
    {
        var views = new NativeView[tensors.Length];
        for (int index = 0; index < tensors.Length; index++)
        {
            views[index] = Own(tensors[index]).View;
        }

        return views;
    }
}
