using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp.Interop;

/// <summary>
/// The imports from libtrtsharp, one file for each module of the C ABI. The private import has the native name; the
/// internal method beside it checks the status and returns the result.
/// </summary>
internal static partial class NativeMethods
{
    internal const string LibraryName = "trtsharp";

    // Before any import is bound. It only registers: nothing that fails may arrive as a TypeInitializationException.
    [SuppressMessage(
        "Performance", "CA1810:Initialize reference type static fields inline", Justification = "The order matters.")]
    static NativeMethods() => NativeLibraryResolver.Register();
}
