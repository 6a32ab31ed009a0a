using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IKVCacheUpdateLayer: writes new keys or values (input 1) into their cache (input 0) at the given positions
/// (input 2). TensorRT 10.15, 11, RTX. One thread at a time, as its network. Borrowed from it.
/// </summary>
/// <remarks>The cache is updated in place: the output must be bound to the same memory as input 0.</remarks>
public sealed class KVCacheUpdateLayer : Layer
{
    internal KVCacheUpdateLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IKVCacheUpdateLayer::setCacheMode, getCacheMode: how it is updated.</summary>
    public KVCacheMode CacheMode
    {
        get => NativeMethods.KvCacheUpdateLayerGetCacheMode(Native);
        set => NativeMethods.KvCacheUpdateLayerSetCacheMode(Native, value);
    }

    /// <summary>
    /// nvinfer1::IKVCacheUpdateLayer::setUpdateForm, getUpdateForm: the layout of input 1: PaddedBhnd, which it is
    /// unless set, or PackedNhd, which needs <see cref="UpdateLengths"/>. TensorRT 11, RTX.
    /// </summary>
    public AttentionIOForm UpdateForm
    {
        get => NativeMethods.KvCacheUpdateLayerGetUpdateForm(Native);
        set => NativeMethods.KvCacheUpdateLayerSetUpdateForm(Native, value);
    }

    /// <summary>
    /// nvinfer1::IKVCacheUpdateLayer::setUpdateLengths, getUpdateLengths: where each sequence of a packed update
    /// begins, and the end of the last: Int32, one more than the batch has, beginning with 0; null for none. TensorRT
    /// 11, RTX.
    /// </summary>
    public Tensor? UpdateLengths
    {
        get => TensorAt(NativeMethods.KvCacheUpdateLayerGetUpdateLengths(Native));
        set => NativeMethods.KvCacheUpdateLayerSetUpdateLengths(Native, Network.OwnOrNone(value));
    }
}
