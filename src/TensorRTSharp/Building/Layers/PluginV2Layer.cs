using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPluginV2Layer: a plugin of the old interface. One thread at a time, as its network. Borrowed from it.
/// </summary>
public sealed class PluginV2Layer : Layer
{
    internal PluginV2Layer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
