using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/plugin.h, and the registry of trtsharp/library.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName)]
    private static partial void trts_plugin_v3_ref_destroy(NativeView plugin);

    [LibraryImport(LibraryName)]
    private static partial NativeStatus trts_library_get_plugin_registry(LibraryPointer library, out NativeView registry);

    /// <summary>Of a plugin that a creator made for the application.</summary>
    internal static void PluginV3RefDestroy(NativeView plugin) => trts_plugin_v3_ref_destroy(plugin);

    /// <summary>getPluginRegistry: there is one, as long as the process.</summary>
    internal static NativeView LibraryGetPluginRegistry(LibraryPointer library)
    {
        trts_library_get_plugin_registry(library, out NativeView registry).ThrowIfFailed();
        return registry;
    }
}
