using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPluginRegistry: the plugins that a library knows: yours, and those of native libraries
/// (<see cref="TensorRT.Plugins"/>). Any thread may use it. There is one for each library, as long as the process.
/// </summary>
public sealed partial class PluginRegistry
{
    private readonly TensorRT _library;
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, PluginRegistration> _byType = [];

    internal PluginRegistry(TensorRT library) => _library = library;

    /// <summary>
    /// nvinfer1::IPluginRegistry::getAllCreators: the creators of plugins that are registered now. A list of its own.
    /// </summary>
    public IReadOnlyList<PluginCreator> Creators =>
        [.. NativeMethods.PluginRegistryGetAllCreators(Native).Select(creator => new PluginCreator(_library, creator))];

    /// <summary>What plugins threw on threads of TensorRT's own.</summary>
    internal CallbackFailure Failures { get; } = new();

    private BorrowedRef Native
    {
        get
        {
            PluginResource.RequireNoneAsked();
            return new BorrowedRef(null!, NativeMethods.LibraryGetPluginRegistry(_library.Library));
        }
    }

    /// <summary>
    /// nvinfer1::IPluginRegistry::registerCreator: makes a class of plugins known, under the names that it gives. Done again,
    /// it gives the same registration. Needed before a model that uses the plugin is parsed, and before a plan is loaded.
    /// </summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <returns>The registration; lasts until it is disposed, whoever holds it.</returns>
    /// <exception cref="TensorRTNotSupportedException">TensorRT-RTX takes no plugins.</exception>
    /// <exception cref="ArgumentException">Another plugin of the same names is registered.</exception>
    public PluginRegistration Register<T>()
        where T : Plugin, new()
    {
        lock (_gate)
        {
            if (_byType.TryGetValue(typeof(T), out PluginRegistration? known) && !known.IsDisposed)
            {
                return known;
            }

            PluginRegistration added = Register(static () => new T());
            _byType[typeof(T)] = added;
            return added;
        }
    }

    /// <summary>
    /// nvinfer1::IPluginRegistry::registerCreator: makes plugins known that a function creates: for those that need more than
    /// their fields.
    /// </summary>
    /// <param name="create">
    /// Gives a new plugin each time; the names and fields of the first one count. Called from any thread.
    /// </param>
    /// <returns>The registration; lasts until it is disposed, whoever holds it.</returns>
    /// <exception cref="TensorRTNotSupportedException">TensorRT-RTX takes no plugins.</exception>
    /// <exception cref="ArgumentException">Another plugin of the same names is registered.</exception>
    public PluginRegistration Register(Func<Plugin> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        RequirePlugins("Plugins");
        return new PluginRegistration(_library, Native, create);
    }

    /// <summary>nvinfer1::IPluginRegistry::getCreator.</summary>
    /// <param name="name">The plugin's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="pluginNamespace">Its namespace.</param>
    /// <returns>The creator; null where none is registered.</returns>
    public PluginCreator? Find(string name, string version = "1", string pluginNamespace = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(pluginNamespace);
        NativeView found = NativeMethods.PluginRegistryGetCreator(Native, name, version, pluginNamespace);
        return found.IsNull ? null : new PluginCreator(_library, found);
    }

    /// <summary>
    /// nvinfer1::IPluginRegistry::loadLibrary: makes the plugins of a native library known. It runs code: load only what you
    /// trust.
    /// </summary>
    /// <param name="path">The library's file.</param>
    /// <returns>The library; its plugins stay known until it is disposed, whoever holds it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TensorRTNotSupportedException">TensorRT-RTX and the CPU backend take no such libraries.</exception>
    /// <exception cref="ArgumentException">The file is no such library: the message has what TensorRT logged.</exception>
    public PluginLibrary LoadLibrary(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequirePlugins("Plugin libraries");
        string file = Path.GetFullPath(path);
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no plugin library '{file}'.", file);
        }

        return new PluginLibrary(Native, file);
    }

    /// <summary>TensorRT-RTX's parser ends the process where it finds a creator that fits an operator.</summary>
    private void RequirePlugins(string what)
    {
        if (_library.Backend == Backend.TensorRTRtx)
        {
            throw new TensorRTNotSupportedException(
                $"{what} are not supported by {_library}: TensorRT-RTX has no plugins. Use TensorRT 10 or 11, or write the "
                + "operation with layers that it has.");
        }
    }
}
