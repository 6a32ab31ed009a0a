using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// A class of plugins that a library knows (<see cref="PluginRegistry.Register{T}"/>). Lasts as long as the process unless
/// disposed. Any thread.
/// </summary>
public sealed class PluginRegistration : IDisposable
{
    private readonly BorrowedRef _registry;
    private readonly PluginCreatorInterfaceHandle _handle;
    private readonly NativeView _creator;
    private int _isDisposed;

    internal PluginRegistration(TensorRT library, BorrowedRef registry, Func<Plugin> create)
    {
        _registry = registry;
        NativePluginCreator creator = new(library, create);
        Name = creator.Sample.Name;
        Version = creator.Sample.Version;
        Namespace = creator.Sample.Namespace;
        _handle = creator.Create(library.Library);
        _creator = creator.Native;
        try
        {
            NativeMethods.PluginRegistryRegisterCreator(registry, _creator, Namespace);
        }
        catch (TensorRTException refused) when (refused is not TensorRTNotSupportedException)
        {
            _handle.Dispose();
            throw new ArgumentException(
                $"The plugin '{Name}', version '{Version}', namespace '{Namespace}' cannot be registered with {library}: "
                + refused.Message,
                refused);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }

        Registered.Keep(this);
    }

    /// <summary>The plugin's name.</summary>
    public string Name { get; }

    /// <summary>The plugin's version.</summary>
    public string Version { get; }

    /// <summary>The plugin's namespace.</summary>
    public string Namespace { get; }

    internal bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>
    /// nvinfer1::IPluginRegistry::deregisterCreator: the plugin is not known any more. Networks and engines that have it work
    /// on.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            NativeMethods.PluginRegistryDeregisterCreator(_registry, _creator);
            _handle.Dispose();
            Registered.Forget(this);
        }
    }

    /// <summary>A registration that nobody holds must not be collected: TensorRT calls its creator.</summary>
    private static class Registered
    {
        private static readonly HashSet<PluginRegistration> All = [];

        internal static void Keep(PluginRegistration registration)
        {
            lock (All)
            {
                _ = All.Add(registration);
            }
        }

        internal static void Forget(PluginRegistration registration)
        {
            lock (All)
            {
                _ = All.Remove(registration);
            }
        }
    }
}
