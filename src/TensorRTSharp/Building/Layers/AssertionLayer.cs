using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAssertionLayer: a condition, a boolean shape tensor, that must be true in each of its elements; there is
/// no output. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class AssertionLayer : Layer
{
    internal AssertionLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }

    /// <summary>nvinfer1::IAssertionLayer::setMessage, getMessage: what the error says where it is not.</summary>
    public string Message
    {
        get => NativeMethods.AssertionLayerGetMessage(Native) ?? "";
        set => NativeMethods.AssertionLayerSetMessage(Native, value ?? throw new ArgumentNullException(nameof(value)));
    }
}
