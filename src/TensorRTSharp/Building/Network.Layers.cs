using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>
/// The layers that can be added: elementwise ones here, the others by area. Each is borrowed from the network and lives
/// as long as it.
/// </content>
public sealed partial class Network
{
    /// <summary>nvinfer1::INetworkDefinition::addConstant: a tensor whose values are known.</summary>
    /// <param name="weights">As many elements as the dimensions have.</param>
    /// <param name="dimensions">The shape.</param>
    /// <returns>The layer.</returns>
    public ConstantLayer AddConstant(Weights weights, params ReadOnlySpan<long> dimensions) =>
        new(this, Borrow(NativeMethods.NetworkAddConstant(Handle, NativeDims.Of(dimensions), Lend(weights))));

    /// <summary>nvinfer1::INetworkDefinition::addIdentity: the input as it is.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The layer.</returns>
    public IdentityLayer AddIdentity(Tensor input) =>
        new(this, Borrow(NativeMethods.NetworkAddIdentity(Handle, Own(input))));

    /// <summary>nvinfer1::INetworkDefinition::addCast: the input as another element type.</summary>
    /// <param name="input">The input.</param>
    /// <param name="toType">The element type of the output.</param>
    /// <returns>The layer.</returns>
    public CastLayer AddCast(Tensor input, DataType toType) =>
        new(this, Borrow(NativeMethods.NetworkAddCast(Handle, Own(input), toType)));

    /// <summary>nvinfer1::INetworkDefinition::addElementWise: two tensors, element by element.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">
    /// The right operand: as many dimensions as the left one, each of the same size or 1 on either side.
    /// </param>
    /// <param name="operation">The operation.</param>
    /// <returns>The layer.</returns>
    public ElementWiseLayer AddElementWise(Tensor left, Tensor right, ElementWiseOperation operation) =>
        new(this, Borrow(NativeMethods.NetworkAddElementWise(Handle, Own(left), Own(right), operation)));

    /// <summary>nvinfer1::INetworkDefinition::addUnary: an operation on each element.</summary>
    /// <param name="input">Floating-point numbers; Bool for Not; integers for Sign and Abs as well.</param>
    /// <param name="operation">The operation.</param>
    /// <returns>The layer.</returns>
    public UnaryLayer AddUnary(Tensor input, UnaryOperation operation) =>
        new(this, Borrow(NativeMethods.NetworkAddUnary(Handle, Own(input), operation)));

    /// <summary>nvinfer1::INetworkDefinition::addActivation: a function of each element.</summary>
    /// <param name="input">Floating-point numbers; integers for ReLU as well.</param>
    /// <param name="type">The function; its parameters are set in the layer.</param>
    /// <returns>The layer.</returns>
    public ActivationLayer AddActivation(Tensor input, ActivationType type) =>
        new(this, Borrow(NativeMethods.NetworkAddActivation(Handle, Own(input), type)));

    /// <summary>nvinfer1::INetworkDefinition::addParametricReLU: negative elements times a slope.</summary>
    /// <param name="input">Floating-point numbers.</param>
    /// <param name="slope">The slope: its shape can be broadcast to that of the input.</param>
    /// <returns>The layer.</returns>
    public ParametricReLULayer AddParametricReLU(Tensor input, Tensor slope) =>
        new(this, Borrow(NativeMethods.NetworkAddParametricReLU(Handle, Own(input), Own(slope))));

    /// <summary>nvinfer1::INetworkDefinition::addSelect: elements of one tensor or the other.</summary>
    /// <param name="condition">Bool: which one. All three have as many dimensions, each of the same size or 1.</param>
    /// <param name="thenInput">The elements where it is true.</param>
    /// <param name="elseInput">The elements where it is false.</param>
    /// <returns>The layer.</returns>
    public SelectLayer AddSelect(Tensor condition, Tensor thenInput, Tensor elseInput) =>
        new(this, Borrow(NativeMethods.NetworkAddSelect(Handle, Own(condition), Own(thenInput), Own(elseInput))));

    /// <summary>nvinfer1::INetworkDefinition::addScale, addScaleNd: (input × scale + shift) ^ power.</summary>
    /// <param name="input">Floating-point numbers, at least 4 dimensions.</param>
    /// <param name="mode">
    /// Whether there is one coefficient, one for each channel, or one for each element of the channel axis and those
    /// after it.
    /// </param>
    /// <param name="shift">What is added; null for 0.</param>
    /// <param name="scale">The factor; null for 1.</param>
    /// <param name="power">The exponent; null for 1.</param>
    /// <param name="channelAxis">Which dimension is the channel; null for the third from the end.</param>
    /// <returns>The layer.</returns>
    public ScaleLayer AddScale(
        Tensor input,
        ScaleMode mode,
        Weights? shift = null,
        Weights? scale = null,
        Weights? power = null,
        int? channelAxis = null)
    {
        NativeWeights shifts = LendOrNone(shift);
        NativeWeights scales = LendOrNone(scale);
        NativeWeights powers = LendOrNone(power);
        return new(
            this,
            Borrow(
                channelAxis is { } axis
                    ? NativeMethods.NetworkAddScaleNd(Handle, Own(input), mode, shifts, scales, powers, axis)
                    : NativeMethods.NetworkAddScale(Handle, Own(input), mode, shifts, scales, powers)));
    }

    /// <summary>nvinfer1::INetworkDefinition::addFill: a sequence, or random numbers.</summary>
    /// <param name="dimensions">The shape.</param>
    /// <param name="operation">Which values; alpha and beta are set in the layer.</param>
    /// <param name="outputType">The element type: Float, Half, Int32 or Int64.</param>
    /// <returns>The layer.</returns>
    public FillLayer AddFill(
        ReadOnlySpan<long> dimensions, FillOperation operation, DataType outputType = DataType.Float) =>
        new(this, Borrow(NativeMethods.NetworkAddFill(Handle, NativeDims.Of(dimensions), operation, outputType)));

    /// <summary>nvinfer1::INetworkDefinition::addAssertion: a condition that must be true.</summary>
    /// <param name="condition">A boolean shape tensor.</param>
    /// <param name="message">What the error says where it is false.</param>
    /// <returns>The layer.</returns>
    public AssertionLayer AddAssertion(Tensor condition, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(this, Borrow(NativeMethods.NetworkAddAssertion(Handle, Own(condition), message)));
    }

    internal BorrowedRef Own(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Network == this
            ? tensor.Native
            : throw new ArgumentException("The tensor belongs to another network.", nameof(tensor));
    }

    internal BorrowedRef OwnOrNone(Tensor? tensor) => tensor is null ? default : Own(tensor);

    /// <summary>The memory of weights stays as long as the network, which TensorRT may read them through.</summary>
    internal NativeWeights Lend(Weights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.LendTo(Handle);
    }

    /// <summary>As above, where weights are optional.</summary>
    internal NativeWeights LendOrNone(Weights? weights, DataType dataType = DataType.Float) =>
        weights is null ? new NativeWeights { Type = dataType } : Lend(weights);

    internal bool IsOlderThan(int major, int minor) =>
        OlderTensorRT.Is(Builder.Library.Backend, Builder.Library.Version, major, minor);

    internal bool IsCausal(CausalMaskKind kind) => OlderTensorRT.IsCausal(kind, Builder.Library.Version);

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
