using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IRaggedSoftMaxLayer: softmax along sequences (input 0) up to their lengths (input 1). One thread at a
/// time, as its network. Borrowed from it.
/// </summary>
public sealed class RaggedSoftMaxLayer : Layer
{
    internal RaggedSoftMaxLayer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
