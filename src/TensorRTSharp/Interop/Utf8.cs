using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>Strings that native code owns: copied before the next call can change them.</summary>
internal static class Utf8
{
    /// <summary>The string at <paramref name="native"/>; empty for null.</summary>
    internal static string ToString(nint native) => Marshal.PtrToStringUTF8(native) ?? "";
}
