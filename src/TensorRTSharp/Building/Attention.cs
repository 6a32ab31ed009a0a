using System.Diagnostics.CodeAnalysis;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAttention: scores of queries and keys, normalized, times values: in one kernel where there is one. One
/// thread at a time, as its network. Borrowed: it keeps its network alive and is unusable once that is disposed. Two of
/// them are equal where they stand for the same attention. TensorRT 10.14, 11, RTX.
/// </summary>
public sealed class Attention : IEquatable<Attention>
{
    private readonly Network _network;
    private readonly BorrowedRef _native;

    internal Attention(Network network, BorrowedRef native)
    {
        _network = network;
        _native = native;
        Inputs = new NativeList<Tensor?>(
            () => NativeMethods.AttentionGetNbInputs(Native),
            index => TensorAt(NativeMethods.AttentionGetInput(Native, index)));
        Outputs = new NativeList<Tensor>(
            () => NativeMethods.AttentionGetNbOutputs(Native),
            index => TensorAt(NativeMethods.AttentionGetOutput(Native, index))
                ?? throw new InvalidOperationException($"The attention '{Name}' has no output {index}."));
    }

    /// <summary>nvinfer1::IAttention::setName, getName: for messages.</summary>
    public string Name
    {
        get => NativeMethods.AttentionGetName(Native) ?? "";
        set => NativeMethods.AttentionSetName(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>
    /// nvinfer1::IAttention::setMetadata, getMetadata: a text that goes with it into the engine, for the inspector.
    /// TensorRT 10.15, 11, RTX.
    /// </summary>
    public string Metadata
    {
        get => NativeMethods.AttentionGetMetadata(Native) ?? "";
        set => NativeMethods.AttentionSetMetadata(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>nvinfer1::IAttention::getNbInputs, getInput: query, key and value.</summary>
    public IReadOnlyList<Tensor?> Inputs { get; }

    /// <summary>nvinfer1::IAttention::getNbOutputs, getOutput: one tensor, of the query's shape and type.</summary>
    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>
    /// nvinfer1::IAttention::setNormalizationOperation, getNormalizationOperation: how the scores are normalized;
    /// SoftMax unless set.
    /// </summary>
    public AttentionNormalizationOp NormalizationOperation
    {
        get => NativeMethods.AttentionGetNormalizationOperation(Native);
        set => NativeMethods.AttentionSetNormalizationOperation(Native, value);
    }

    /// <summary>
    /// nvinfer1::IAttention::setMask, getMask: which scores count (Bool), or what is added to them; its shape can be
    /// broadcast to [batch, heads, queries, keys]. Null where none is set; it can be replaced, but not taken away.
    /// </summary>
    [DisallowNull]
    public Tensor? Mask
    {
        get => TensorAt(NativeMethods.AttentionGetMask(Native));
        set => NativeMethods.AttentionSetMask(Native, _network.Own(value));
    }

    /// <summary>
    /// nvinfer1::IAttention::setCausalKind, getCausalKind: which later keys a query does not see, instead of a
    /// <see cref="Mask"/>; None unless set.
    /// </summary>
    /// <remarks>In TensorRT 10: setCausal, getCausal, which know None and UpperLeft.</remarks>
    public CausalMaskKind CausalKind
    {
        get => !_network.IsOlderThan(11, 0) ? NativeMethods.AttentionGetCausalKind(Native)
            : NativeMethods.AttentionGetCausal(Native) ? CausalMaskKind.UpperLeft
            : CausalMaskKind.None;
        set
        {
            if (_network.IsOlderThan(11, 0))
            {
                NativeMethods.AttentionSetCausal(Native, _network.IsCausal(value));
            }
            else
            {
                NativeMethods.AttentionSetCausalKind(Native, value);
            }
        }
    }

    /// <summary>
    /// nvinfer1::IAttention::setDecomposable, getDecomposable: may it run as several kernels where there is none that
    /// does all of it? False unless set: then the build fails instead.
    /// </summary>
    public bool Decomposable
    {
        get => NativeMethods.AttentionGetDecomposable(Native);
        set => NativeMethods.AttentionSetDecomposable(Native, value);
    }

    /// <summary>
    /// nvinfer1::IAttention::setNormalizationQuantizeScale, getNormalizationQuantizeScale: what the normalized scores
    /// are quantized by, a scalar or 1D tensor of Float, Half or BF16. Null where none is set; it can be replaced, but
    /// not taken away.
    /// </summary>
    [DisallowNull]
    public Tensor? NormalizationQuantizeScale
    {
        get => TensorAt(NativeMethods.AttentionGetNormalizationQuantizeScale(Native));
        set => NativeMethods.AttentionSetNormalizationQuantizeScale(Native, _network.Own(value));
    }

    /// <summary>
    /// nvinfer1::IAttention::setNormalizationQuantizeToType, getNormalizationQuantizeToType: what the normalized scores
    /// are quantized to: FP8 or Int8. Float unless set, which TensorRT logs as an error when it is read.
    /// </summary>
    public DataType NormalizationQuantizeToType
    {
        get => NativeMethods.AttentionGetNormalizationQuantizeToType(Native);
        set => NativeMethods.AttentionSetNormalizationQuantizeToType(Native, value);
    }

    /// <summary>
    /// nvinfer1::IAttention::setNbRanks, getNbRanks: over how many devices it is spread; 1 unless set. TensorRT 10.16,
    /// 11, RTX.
    /// </summary>
    public int RankCount
    {
        get => NativeMethods.AttentionGetNbRanks(Native);
        set => NativeMethods.AttentionSetNbRanks(Native, value);
    }

    /// <summary>
    /// nvinfer1::IAttention::setQueryForm, getQueryForm: the layout of the query and of the output: PaddedBhnd, which
    /// it is unless set, or PackedNhd, which needs <see cref="QueryLengths"/>. TensorRT 11, RTX.
    /// </summary>
    public AttentionIOForm QueryForm
    {
        get => NativeMethods.AttentionGetQueryForm(Native);
        set => NativeMethods.AttentionSetQueryForm(Native, value);
    }

    /// <summary>
    /// nvinfer1::IAttention::setKeyValueForm, getKeyValueForm: the layout of key and value: PaddedBhnd, which it is
    /// unless set, or PackedNhd, which needs <see cref="KeyValueLengths"/>. TensorRT 11, RTX.
    /// </summary>
    public AttentionIOForm KeyValueForm
    {
        get => NativeMethods.AttentionGetKeyValueForm(Native);
        set => NativeMethods.AttentionSetKeyValueForm(Native, value);
    }

    /// <summary>
    /// nvinfer1::IAttention::setQueryLengths, getQueryLengths: where each sequence of a packed query begins, and the
    /// end of the last: Int32, one more than the batch has, beginning with 0; null for none. TensorRT 11, RTX.
    /// </summary>
    public Tensor? QueryLengths
    {
        get => TensorAt(NativeMethods.AttentionGetQueryLengths(Native));
        set => NativeMethods.AttentionSetQueryLengths(Native, _network.OwnOrNone(value));
    }

    /// <summary>
    /// nvinfer1::IAttention::setKeyValueLengths, getKeyValueLengths: the length of each sequence of padded keys and
    /// values, or where each of packed ones begins, and the end of the last: Int32; null for none. TensorRT 11, RTX.
    /// </summary>
    public Tensor? KeyValueLengths
    {
        get => TensorAt(NativeMethods.AttentionGetKeyValueLengths(Native));
        set => NativeMethods.AttentionSetKeyValueLengths(Native, _network.OwnOrNone(value));
    }

    private BorrowedRef Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native.Owner.IsDisposed, this);
            return _native;
        }
    }

    /// <summary>nvinfer1::IAttention::setInput: what an input is.</summary>
    /// <param name="index">0 the query, 1 the key, 2 the value.</param>
    /// <param name="tensor">A tensor of this network.</param>
    public void SetInput(int index, Tensor tensor) =>
        NativeMethods.AttentionSetInput(Native, index, _network.Own(tensor));

    /// <inheritdoc/>
    public bool Equals(Attention? other) => other is not null && _native.Equals(other._native);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Attention);

    /// <inheritdoc/>
    public override int GetHashCode() => _native.GetHashCode();

    private Tensor? TensorAt(NativeView view) => view.IsNull ? null : _network.TensorAt(view);
}
