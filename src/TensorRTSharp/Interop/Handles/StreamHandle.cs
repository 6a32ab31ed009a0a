namespace TensorRTSharp.Interop;

/// <summary>Owns a <c>trts_stream*</c>.</summary>
internal sealed class StreamHandle : NativeHandle
{
    /// <summary>Actions of the application in this stream.</summary>
    internal HostFunctionCallback HostFunctions { get; } = new();

    protected override void Destroy(nint native) => NativeMethods.StreamDestroy(native);
}
