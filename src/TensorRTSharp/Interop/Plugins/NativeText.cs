using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>
/// Texts that native code may keep as long as it likes: names of plugins and of their fields. One copy of each for the
/// whole process.
/// </summary>
internal static class NativeText
{
    private static readonly ConcurrentDictionary<string, nint> Texts = new();

    internal static nint Of(string text) => Texts.GetOrAdd(text, static added => Marshal.StringToCoTaskMemUTF8(added));

    internal static nint OfNullable(string? text) => text is null ? 0 : Of(text);
}
