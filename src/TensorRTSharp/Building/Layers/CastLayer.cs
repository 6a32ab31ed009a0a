using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::ICastLayer: its input as another element type. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class CastLayer : Layer
{
    internal CastLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::ICastLayer::setToType, getToType: the element type of the output.</summary>
    public DataType ToType
    {
        get => NativeMethods.CastLayerGetToType(Native);
        set => NativeMethods.CastLayerSetToType(Native, value);
    }
}
