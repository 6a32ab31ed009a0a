using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Loops and conditionals.</content>
public sealed partial class Network
{
    /// <summary>nvinfer1::INetworkDefinition::addLoop: a part of the network that runs several times.</summary>
    /// <returns>The loop, without a layer yet. Borrowed.</returns>
    public Loop AddLoop() => new(this, Borrow(NativeMethods.NetworkAddLoop(Handle)));

    /// <summary>
    /// nvinfer1::INetworkDefinition::addIfConditional: two parts of the network, of which a condition chooses the one
    /// that runs.
    /// </summary>
    /// <returns>The conditional, without a layer yet. Borrowed.</returns>
    public IfConditional AddIfConditional() => new(this, Borrow(NativeMethods.NetworkAddIfConditional(Handle)));
}
