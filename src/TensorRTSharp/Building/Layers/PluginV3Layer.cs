using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>nvinfer1::IPluginV3Layer: a plugin. One thread at a time, as its network. Borrowed from it.</summary>
public sealed class PluginV3Layer : Layer
{
    internal PluginV3Layer(Network network, BorrowedRef native)
        : base(network, native)
    {
    }
}
