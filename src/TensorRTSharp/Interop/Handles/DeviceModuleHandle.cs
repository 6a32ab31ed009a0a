namespace TensorRTSharp.Interop;

/// <summary>Owns a <c>trts_device_module*</c>.</summary>
internal sealed class DeviceModuleHandle : NativeHandle
{
    protected override void Destroy(nint native) => NativeMethods.DeviceModuleDestroy(native);
}
