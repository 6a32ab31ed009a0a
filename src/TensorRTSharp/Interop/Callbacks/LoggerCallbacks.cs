using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary><c>trts_logger_callbacks</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LoggerCallbacks
{
    internal delegate* unmanaged[Cdecl]<int, byte*, void*, void> Log;
    internal void* UserData;
}
