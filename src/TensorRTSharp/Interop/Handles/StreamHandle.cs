namespace TensorRTSharp.Interop;

/// <summary>Owns a <c>trts_stream*</c>.</summary>
internal sealed class StreamHandle : NativeHandle
{
    protected override void Destroy(nint native) => NativeMethods.StreamDestroy(native);
}
