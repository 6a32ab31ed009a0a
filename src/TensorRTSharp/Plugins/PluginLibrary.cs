using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// A native library of plugins (<see cref="PluginRegistry.LoadLibrary"/>). Stays loaded as long as the process unless
/// disposed. Any thread.
/// </summary>
public sealed class PluginLibrary : IDisposable
{
    private readonly BorrowedRef _registry;
    private nint _native;

    internal PluginLibrary(BorrowedRef registry, string path)
    {
        _registry = registry;
        LibraryPath = path;
        _native = NativeMethods.PluginRegistryLoadLibrary(registry, path);
    }

    /// <summary>The library's file.</summary>
    public string LibraryPath { get; }

    /// <summary>
    /// nvinfer1::IPluginRegistry::deregisterLibrary: its plugins are not known any more, and its code may be unloaded. Dispose
    /// whatever uses its plugins before.
    /// </summary>
    public void Dispose()
    {
        nint native = Interlocked.Exchange(ref _native, 0);
        if (native != 0)
        {
            NativeMethods.PluginRegistryDeregisterLibrary(_registry, native);
        }
    }
}
