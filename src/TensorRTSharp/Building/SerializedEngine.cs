using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// A built engine as bytes (a plan), for the version of TensorRT and the kind of device that built it. Any thread may
/// read it, several at once. Owned by the caller.
/// </summary>
public sealed class SerializedEngine : HostMemory
{
    internal SerializedEngine(HostMemoryHandle handle)
        : base(handle)
    {
    }
}
