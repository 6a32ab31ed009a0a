using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_event_get_native(EventHandle @event, out nint native);

    internal static nint EventGetNative(EventHandle @event)
    {
        trts_event_get_native(@event, out nint native).ThrowIfFailed();
        return native;
    }
}
