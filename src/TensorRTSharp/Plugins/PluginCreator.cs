using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPluginCreatorInterface: makes plugins of one name and version, from fields
/// (<see cref="PluginRegistry.Creators"/>). Any thread; valid as long as it is registered.
/// </summary>
public sealed class PluginCreator
{
    private readonly BorrowedRef _native;

    internal PluginCreator(TensorRT library, NativeView native)
    {
        Library = library;
        _native = new BorrowedRef(null!, native);
        Kind = PluginNatives.KindOf(_native);
        (Name, Version, Namespace, Fields) = PluginNatives.Describe(_native, Kind);
    }

    /// <summary>getPluginName.</summary>
    public string Name { get; }

    /// <summary>getPluginVersion.</summary>
    public string Version { get; }

    /// <summary>getPluginNamespace.</summary>
    public string Namespace { get; }

    /// <summary>Which generation of plugins it makes.</summary>
    public PluginKind Kind { get; }

    /// <summary>getFieldNames: what its plugins are made from, without values.</summary>
    public IReadOnlyList<PluginField> Fields { get; }

    internal TensorRT Library { get; }

    /// <summary>Its names, for messages: "EfficientNMS_TRT, version 1".</summary>
    public override string ToString() =>
        Namespace.Length == 0 ? $"{Name}, version {Version}" : $"{Name}, version {Version}, namespace {Namespace}";

    /// <summary>Creates a plugin, has it used, and destroys it.</summary>
    internal NativeView Use(string layer, IReadOnlyList<PluginField> fields, Func<NativeView, NativeView> use) =>
        PluginNatives.Use(_native, Kind, layer, fields, use);
}
