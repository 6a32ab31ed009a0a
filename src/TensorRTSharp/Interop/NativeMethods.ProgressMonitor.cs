using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>The object that stands for an application's IProgressMonitor.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_progress_monitor_create(
        LibraryPointer library, in ProgressMonitorCallbacks callbacks, out ProgressMonitorHandle monitor);

    /// <summary>Calls go to <paramref name="callback"/> until the monitor is destroyed.</summary>
    internal static ProgressMonitorHandle ProgressMonitorCreate(
        LibraryPointer library, ProgressMonitorCallback callback)
    {
        UserData userData = callback.Pin(out ProgressMonitorCallbacks callbacks);
        NativeStatus status = trts_progress_monitor_create(library, in callbacks, out ProgressMonitorHandle monitor);
        return OwnCreated(status, monitor, userData);
    }
}
