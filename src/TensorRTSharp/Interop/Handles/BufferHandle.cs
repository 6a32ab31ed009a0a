namespace TensorRTSharp.Interop;

/// <summary>Owns a <c>trts_buffer*</c>.</summary>
internal sealed class BufferHandle : NativeHandle
{
    protected override void Destroy(nint native) => NativeMethods.BufferDestroy(native);
}
