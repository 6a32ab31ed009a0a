using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary><c>trts_discovered_library</c>; its texts last until the thread's next discovery.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeDiscoveredLibrary
{
    internal readonly nint Path;
    internal readonly nint Origin;
    internal readonly nint Reason;
    internal readonly nint ParserPath;
    internal readonly nint PluginPath;
    internal readonly int Major;
    internal readonly int Minor;
    internal readonly int Patch;
    internal readonly int Build;
    internal readonly int IsSupported;
}
