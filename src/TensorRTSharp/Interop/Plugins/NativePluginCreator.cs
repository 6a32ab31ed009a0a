namespace TensorRTSharp.Interop;

/// <summary>An IPluginCreatorV3One that makes plugins of one class.</summary>
internal sealed unsafe class NativePluginCreator : PluginCreatorV3OneCallback, IDisposable
{
    private readonly TensorRT _library;
    private readonly Func<Plugin> _create;
    private readonly Plugin _sample;
    private readonly NativeFields _fieldNames;

    internal NativePluginCreator(TensorRT library, Func<Plugin> create)
    {
        _library = library;
        _create = create;
        _sample = CreatePlugin();
        ArgumentException.ThrowIfNullOrEmpty(_sample.Name);
        PluginFields fields = new();
        _sample.DescribeFields(fields);
        _fieldNames = new NativeFields(
            [.. fields.Described.Select(static field => new PluginField(field.Name, field.Type, field.Length, null))]);
    }

    /// <summary>For its names; nothing runs it.</summary>
    internal Plugin Sample => _sample;

    protected override CallbackFailure? FailureElsewhere => _library.Plugins.Failures;

    internal override void OnReleased()
    {
        base.OnReleased();
        Dispose();
    }

    public void Dispose() => _fieldNames.Dispose();

    protected override void* CreatePlugin(byte* name, NativePluginFieldCollection* fc, TensorRTPhase phase)
    {
        try
        {
            Plugin plugin = CreatePlugin();
            plugin.LibraryOrNull = _library;
            plugin.DescribeFields(new PluginFields(NativeFields.Read(fc)));
            return NativePlugin.CreateDetached(_library, plugin);
        }
        catch (Exception exception) when (phase == TensorRTPhase.Runtime && _library.Backend != Backend.Cpu)
        {
            Fail(exception);
            return NativePlugin.CreateDetached(_library, new FailedPlugin(_sample));
        }
    }

    protected override NativePluginFieldCollection* GetFieldNames() => _fieldNames.Collection;

    protected override byte* GetPluginName() => (byte*)NativeText.Of(_sample.Name);

    protected override byte* GetPluginVersion() => (byte*)NativeText.Of(_sample.Version);

    protected override byte* GetPluginNamespace() => (byte*)NativeText.Of(_sample.Namespace);

    private Plugin CreatePlugin() =>
        _create() ?? throw new InvalidOperationException("The function that creates a plugin gave none.");
}
