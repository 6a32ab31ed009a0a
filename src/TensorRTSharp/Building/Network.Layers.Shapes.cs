using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Layers that move elements, or tell where they are.</content>
public sealed partial class Network
{
    /// <summary>
    /// nvinfer1::INetworkDefinition::addConcatenation: tensors one after the other, along the third axis from the end
    /// (or the first) unless <see cref="ConcatenationLayer.Axis"/> says otherwise.
    /// </summary>
    /// <param name="inputs">Tensors that differ along that axis only.</param>
    /// <returns>The layer.</returns>
    public ConcatenationLayer AddConcatenation(params ReadOnlySpan<Tensor> inputs) =>
        new(this, Borrow(NativeMethods.NetworkAddConcatenation(Handle, Own(inputs))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addShuffle: a transpose, a reshape and a transpose, which are set in the layer.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <returns>The layer.</returns>
    public ShuffleLayer AddShuffle(Tensor input) =>
        new(this, Borrow(NativeMethods.NetworkAddShuffle(Handle, Own(input))));

    /// <summary>nvinfer1::INetworkDefinition::addSlice: a part of a tensor.</summary>
    /// <param name="input">The input.</param>
    /// <param name="start">The first index in each dimension.</param>
    /// <param name="size">The shape of the output.</param>
    /// <param name="stride">The step in each dimension.</param>
    /// <returns>The layer.</returns>
    public SliceLayer AddSlice(
        Tensor input, ReadOnlySpan<long> start, ReadOnlySpan<long> size, ReadOnlySpan<long> stride) => new(
        this,
        Borrow(
            NativeMethods.NetworkAddSlice(
                Handle, Own(input), NativeDims.Of(start), NativeDims.Of(size), NativeDims.Of(stride))));

    /// <summary>nvinfer1::INetworkDefinition::addShape: the shape of a tensor, as a tensor of Int64.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The layer.</returns>
    public ShapeLayer AddShape(Tensor input) =>
        new(this, Borrow(NativeMethods.NetworkAddShape(Handle, Own(input))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addSqueeze: the input without some dimensions of size 1. TensorRT 10.7, 11, RTX.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="axes">
    /// Which dimensions: constant, 1D, Int32 or Int64; negative ones count from the end. Null for all whose size is
    /// known to be 1: TensorRT 11.4, RTX 1.7.
    /// </param>
    /// <returns>The layer.</returns>
    public SqueezeLayer AddSqueeze(Tensor input, Tensor? axes = null) => new(
        this,
        Borrow(
            axes is null
                ? NativeMethods.NetworkAddSqueezeNullableAxes(Handle, Own(input), default)
                : NativeMethods.NetworkAddSqueeze(Handle, Own(input), Own(axes))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addUnsqueeze: the input with new dimensions of size 1. TensorRT 10.7, 11, RTX.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="axes">
    /// Where they are in the output: constant, 1D, Int32 or Int64; negative ones count from the end.
    /// </param>
    /// <returns>The layer.</returns>
    public UnsqueezeLayer AddUnsqueeze(Tensor input, Tensor axes) =>
        new(this, Borrow(NativeMethods.NetworkAddUnsqueeze(Handle, Own(input), Own(axes))));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addGather: slices of the data at the indices, along one dimension.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="indices">Int32 or Int64.</param>
    /// <param name="axis">The dimension that is indexed.</param>
    /// <returns>The layer.</returns>
    public GatherLayer AddGather(Tensor data, Tensor indices, int axis) =>
        new(this, Borrow(NativeMethods.NetworkAddGather(Handle, Own(data), Own(indices), axis)));

    /// <summary>nvinfer1::INetworkDefinition::addGatherV2: elements or slices of the data at the indices.</summary>
    /// <param name="data">The data.</param>
    /// <param name="indices">Int32 or Int64.</param>
    /// <param name="mode">As ONNX's Gather, GatherElements or GatherND.</param>
    /// <returns>The layer.</returns>
    public GatherLayer AddGather(Tensor data, Tensor indices, GatherMode mode)
    {
        BorrowedRef index = Own(indices);
        GatherLayer.CheckIndices(mode, indices);
        return new(this, Borrow(NativeMethods.NetworkAddGatherV2(Handle, Own(data), index, mode)));
    }

    /// <summary>nvinfer1::INetworkDefinition::addScatter: the data with some elements replaced.</summary>
    /// <param name="data">The data.</param>
    /// <param name="indices">Which elements: Int32 or Int64.</param>
    /// <param name="updates">What they become: of the type of the data.</param>
    /// <param name="mode">As ONNX's ScatterElements or ScatterND.</param>
    /// <returns>The layer.</returns>
    public ScatterLayer AddScatter(Tensor data, Tensor indices, Tensor updates, ScatterMode mode) =>
        new(this, Borrow(NativeMethods.NetworkAddScatter(Handle, Own(data), Own(indices), Own(updates), mode)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addOneHot: a new dimension with one value at the index and another elsewhere.
    /// </summary>
    /// <param name="indices">The indices: Int32.</param>
    /// <param name="values">Two values: elsewhere, at the index.</param>
    /// <param name="depth">The size of the new dimension: a constant scalar, Int32 or Int64.</param>
    /// <param name="axis">Where the new dimension goes; negative counts from the end.</param>
    /// <returns>The layer.</returns>
    public OneHotLayer AddOneHot(Tensor indices, Tensor values, Tensor depth, int axis = -1) =>
        new(this, Borrow(NativeMethods.NetworkAddOneHot(Handle, Own(indices), Own(values), Own(depth), axis)));

    /// <summary>nvinfer1::INetworkDefinition::addNonZero: the positions of the elements that are not zero.</summary>
    /// <param name="input">Float, Half, Int32 or Bool.</param>
    /// <param name="indicesType">The element type of the output: Int32, or, since TensorRT 10.14, Int64.</param>
    /// <returns>The layer.</returns>
    public NonZeroLayer AddNonZero(Tensor input, DataType indicesType = DataType.Int32) => new(
        this,
        Borrow(
            indicesType == DataType.Int32
                ? NativeMethods.NetworkAddNonZeroLegacy(Handle, Own(input))
                : NativeMethods.NetworkAddNonZero(Handle, Own(input), indicesType)));

    /// <summary>nvinfer1::INetworkDefinition::addReverseSequence: sequences, each reversed up to its length.</summary>
    /// <param name="input">At least two dimensions.</param>
    /// <param name="sequenceLengths">The lengths: 1D, as many as there are sequences.</param>
    /// <returns>The layer.</returns>
    public ReverseSequenceLayer AddReverseSequence(Tensor input, Tensor sequenceLengths) =>
        new(this, Borrow(NativeMethods.NetworkAddReverseSequence(Handle, Own(input), Own(sequenceLengths))));
}
