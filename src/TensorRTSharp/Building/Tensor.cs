using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ITensor: a value in a network. One thread at a time, as its network. Borrowed: it keeps its network alive
/// and is unusable once that is disposed, or the tensor removed. Two of them are equal where they stand for the same
/// native tensor.
/// </summary>
public sealed class Tensor : IEquatable<Tensor>
{
    private readonly BorrowedRef _native;
    private readonly int _removals;

    internal Tensor(Network network, BorrowedRef native)
    {
        Network = network;
        _native = native;
        _removals = network.RemovalsOf(native.View);
    }

    /// <summary>nvinfer1::ITensor::setName, getName.</summary>
    public string Name
    {
        get => NativeMethods.TensorGetName(Native) ?? "";
        set => NativeMethods.TensorSetName(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>nvinfer1::ITensor::getType, setType: the element type. It can be set in TensorRT 10 only.</summary>
    public DataType DataType
    {
        get => NativeMethods.TensorGetType(Native);
        set => NativeMethods.TensorSetType(Native, value);
    }

    /// <summary>
    /// nvinfer1::ITensor::setLocation, getLocation: where the values of an input or output are when an engine runs;
    /// Device unless set. TensorRT 10, 11.
    /// </summary>
    public TensorLocation Location
    {
        get => NativeMethods.TensorGetLocation(Native);
        set => NativeMethods.TensorSetLocation(Native, value);
    }

    /// <summary>
    /// nvinfer1::ITensor::setDynamicRange, resetDynamicRange, dynamicRangeIsSet, getDynamicRangeMin,
    /// getDynamicRangeMax: the values that INT8 is to hold, from -x to x; null leaves them to calibration. TensorRT 10.
    /// </summary>
    public (float Min, float Max)? DynamicRange
    {
        get => NativeMethods.TensorDynamicRangeIsSet(Native)
            ? (NativeMethods.TensorGetDynamicRangeMin(Native), NativeMethods.TensorGetDynamicRangeMax(Native))
            : null;
        set
        {
            if (value is var (min, max))
            {
                NativeMethods.TensorSetDynamicRange(Native, min, max);
            }
            else
            {
                NativeMethods.TensorResetDynamicRange(Native);
            }
        }
    }

    /// <summary>nvinfer1::ITensor::isNetworkInput.</summary>
    public bool IsNetworkInput => NativeMethods.TensorIsNetworkInput(Native);

    /// <summary>nvinfer1::ITensor::isNetworkOutput.</summary>
    public bool IsNetworkOutput => NativeMethods.TensorIsNetworkOutput(Native);

    /// <summary>nvinfer1::ITensor::isShapeTensor: do shapes depend on its values?</summary>
    public bool IsShapeTensor => NativeMethods.TensorIsShapeTensor(Native);

    /// <summary>nvinfer1::ITensor::isExecutionTensor: is it computed when the engine runs?</summary>
    public bool IsExecutionTensor => NativeMethods.TensorIsExecutionTensor(Native);

    /// <summary>nvinfer1::ITensor::getDimensions: is the number of dimensions known?</summary>
    public bool IsRankKnown => NativeMethods.TensorGetDimensions(Native).IsRankKnown;

    internal Network Network { get; }

    /// <summary>The number of dimensions; null where it is not known.</summary>
    internal int? Rank => NativeMethods.TensorGetDimensions(Native) is { IsRankKnown: true } dims ? dims.Rank : null;

    internal BorrowedRef Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native.Owner.IsDisposed, this);
            return _removals == Network.RemovalsOf(_native.View)
                ? _native
                : throw new InvalidOperationException("The tensor was removed from its network: use another one.");
        }
    }

    /// <summary>nvinfer1::ITensor::getDimensions.</summary>
    /// <returns>The shape; -1 for a dynamic dimension.</returns>
    /// <exception cref="InvalidOperationException">
    /// Not even the number of dimensions is known: see <see cref="IsRankKnown"/>.
    /// </exception>
    public long[] GetDimensions() => NativeMethods.TensorGetDimensions(Native).ToArray(Name);

    /// <summary>nvinfer1::ITensor::setDimensions: gives an input another shape.</summary>
    /// <param name="dimensions">The shape; -1 for a dynamic dimension.</param>
    public void SetDimensions(ReadOnlySpan<long> dimensions) =>
        NativeMethods.TensorSetDimensions(Native, NativeDims.From(dimensions, Name));

    /// <summary>
    /// nvinfer1::ITensor::getDimensionName: the name of a dynamic dimension, which relates it to others of that name.
    /// </summary>
    /// <param name="index">The dimension, from 0.</param>
    /// <returns>The name, or null where it has none.</returns>
    public string? GetDimensionName(int index) => NativeMethods.TensorGetDimensionName(Native, index);

    /// <summary>
    /// nvinfer1::ITensor::setDimensionName: dimensions of the same name have the same size in every run.
    /// </summary>
    /// <param name="index">The dimension, from 0.</param>
    /// <param name="name">The name, or null for none.</param>
    public void SetDimensionName(int index, string? name) => NativeMethods.TensorSetDimensionName(Native, index, name);

    /// <summary>nvinfer1::ITensor::getAllowedFormats: how an input or output may lie in memory.</summary>
    /// <returns>All that there are unless set.</returns>
    public TensorFormat[] GetAllowedFormats() =>
        EnumMask.ToArray<TensorFormat>(NativeMethods.TensorGetAllowedFormats(Native));

    /// <summary>nvinfer1::ITensor::setAllowedFormats: how an input or output may lie in memory.</summary>
    /// <param name="formats">The formats that the builder may choose from.</param>
    public void SetAllowedFormats(params ReadOnlySpan<TensorFormat> formats) =>
        NativeMethods.TensorSetAllowedFormats(Native, EnumMask.Of(formats));

    /// <inheritdoc/>
    public bool Equals(Tensor? other) =>
        other is not null && _native.Equals(other._native) && _removals == other._removals;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Tensor);

    /// <inheritdoc/>
    public override int GetHashCode() => _native.GetHashCode();
}
