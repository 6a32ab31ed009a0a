namespace TensorRTSharp.Interop;

/// <summary>Takes the questions of IPluginV3OneCore to a <see cref="Plugin"/>.</summary>
internal sealed unsafe class NativePluginCore(TensorRT library, Plugin plugin) : PluginV3OneCoreCallback
{
    protected override CallbackFailure? FailureElsewhere => library.Plugins.Failures;

    protected override byte* GetPluginName() => (byte*)NativeText.Of(plugin.Name);

    protected override byte* GetPluginVersion() => (byte*)NativeText.Of(plugin.Version);

    protected override byte* GetPluginNamespace() => (byte*)NativeText.Of(plugin.Namespace);
}
