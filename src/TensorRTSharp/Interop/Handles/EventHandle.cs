namespace TensorRTSharp.Interop;

/// <summary>Owns a <c>trts_event*</c>.</summary>
internal sealed class EventHandle : NativeHandle
{
    protected override void Destroy(nint native) => NativeMethods.EventDestroy(native);
}
