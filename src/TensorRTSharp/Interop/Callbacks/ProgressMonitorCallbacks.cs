using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary><c>trts_progress_monitor_callbacks</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ProgressMonitorCallbacks
{
    internal delegate* unmanaged[Cdecl]<byte*, byte*, int, void*, void> PhaseStart;
    internal delegate* unmanaged[Cdecl]<byte*, int, void*, int> StepComplete;
    internal delegate* unmanaged[Cdecl]<byte*, void*, void> PhaseFinish;
    internal void* UserData;
}
