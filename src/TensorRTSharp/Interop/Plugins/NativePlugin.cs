namespace TensorRTSharp.Interop;

/// <summary>
/// An IPluginV3 over a <see cref="Plugin"/>, with its three capabilities. Whoever holds the native object destroys it; then
/// all of this goes.
/// </summary>
internal sealed unsafe class NativePlugin : PluginV3Callback
{
    private readonly PluginCapabilityHandle[] _capabilities = new PluginCapabilityHandle[3];
    private readonly nint[] _natives = new nint[3];
    private readonly TensorRT _library;

    private readonly bool _isCopy;
    private readonly PluginResourceContext? _resources;

    private NativePlugin(TensorRT library, Plugin plugin, bool isCopy, PluginResourceContext? resources)
    {
        _resources = resources;
        _isCopy = isCopy;
        _library = library;
        Plugin = plugin;
        plugin.LibraryOrNull = library;
        try
        {
            NativePluginCore core = new(library, plugin);
            Keep(PluginCapabilityType.Core, core.Create(library.Library), core);
            if (plugin.HasAliasedInputs)
            {
                NativePluginBuildV2 build = new(library, plugin);
                Keep(PluginCapabilityType.Build, build.Create(library.Library), build);
            }
            else
            {
                NativePluginBuild build = new(library, plugin);
                Keep(PluginCapabilityType.Build, build.Create(library.Library), build);
            }

            NativePluginRuntime runtime = new(library, plugin);
            Keep(PluginCapabilityType.Runtime, runtime.Create(library.Library), runtime);
        }
        catch
        {
            FreeCapabilities();
            throw;
        }
    }

    internal Plugin Plugin { get; }

    protected override CallbackFailure? FailureElsewhere => _library.Plugins.Failures;

    /// <summary>A native plugin over one of the application's, which it does not release; the caller's.</summary>
    internal static PluginV3Handle Lend(TensorRT library, Plugin plugin, out NativeView native) =>
        Create(library, plugin, isCopy: false, null, out native);

    private static PluginV3Handle Create(
        TensorRT library, Plugin plugin, bool isCopy, PluginResourceContext? resources, out NativeView native)
    {
        NativePlugin created = new(library, plugin, isCopy, resources);
        try
        {
            PluginV3Handle handle = created.Create(library.Library);
            native = created.Native;
            return handle;
        }
        catch
        {
            created.FreeCapabilities();
            throw;
        }
    }

    /// <summary>
    /// A native plugin over a copy, for native code to keep and destroy; with what a context lends the copy until then.
    /// </summary>
    internal static void* CreateDetached(TensorRT library, Plugin plugin, PluginResourceContext? resources = null)
    {
        using PluginV3Handle handle = Create(library, plugin, isCopy: true, resources, out _);
        return (void*)Detach(handle);
    }

    internal override void OnReleased()
    {
        base.OnReleased();
        FreeCapabilities();
        if (!_isCopy)
        {
            return;
        }

        try
        {
            Plugin.Release();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        finally
        {
            _resources?.End();
        }
    }

    protected override void* GetCapabilityInterface(PluginCapabilityType type) =>
        (uint)type < (uint)_natives.Length ? (void*)_natives[(int)type] : null;

    protected override void* Clone() => CreateDetached(_library, Plugin.CloneForNative());

    private void Keep(PluginCapabilityType type, PluginCapabilityHandle handle, NativeCallback callback)
    {
        _capabilities[(int)type] = handle;
        _natives[(int)type] = callback.Native.Native;
    }

    private void FreeCapabilities()
    {
        foreach (PluginCapabilityHandle? capability in _capabilities)
        {
            capability?.Dispose();
        }
    }
}
