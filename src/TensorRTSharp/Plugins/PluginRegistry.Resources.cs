using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>What plugins share.</content>
public sealed partial class PluginRegistry
{
    private readonly Lock _resourceGate = new(); // of AcquireResource: nobody else sees a copy that could not be made
    private readonly Dictionary<string, int> _acquired = new(StringComparer.Ordinal); // by C#; behind that gate
    private readonly HostResources _hostResources = new();

    /// <summary>
    /// nvinfer1::IPluginRegistry::acquirePluginResource: what plugins share under a key; made if nobody uses it yet. Each call
    /// needs a <see cref="ReleaseResource"/>: a plugin calls this in <see cref="Plugin.Attach()"/>, and that in
    /// <see cref="Plugin.Release"/>. Any thread, but not while a resource is copied or released.
    /// </summary>
    /// <typeparam name="T">The class of the resource.</typeparam>
    /// <param name="key">Names it, in the whole process, also among native plugins.</param>
    /// <param name="resource">What to copy where there is none under that key; not held, nor changed.</param>
    /// <returns>The shared copy, which is the same for all who ask until the last has released it.</returns>
    /// <exception cref="InvalidOperationException">
    /// Under the key is something else: another class of resource, or a native plugin's. It is left as it was.
    /// </exception>
    /// <exception cref="TensorRTException">The copy could not be made: the inner exception has what it threw.</exception>
    public T AcquireResource<T>(string key, T resource)
        where T : PluginResource
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(resource);
        PluginResource.RequireNoneAsked();
        PluginResource? shared;
        lock (_resourceGate)
        {
            shared = Acquire(key, resource);
            if (shared is T found)
            {
                _acquired[key] = _acquired.GetValueOrDefault(key) + 1;
                return found;
            }

            _ = Release(key);
        }

        throw shared is FailedResource { Cause: var cause }
            ? NativeStatus.CreateException(
                TensorRTStatus.CallbackFailed,
                $"The plugin resource '{key}' could not be copied: {cause.GetType().Name}: {cause.Message}",
                cause: cause)
            : new InvalidOperationException(
                $"Under the key '{key}' is {shared?.GetType().Name ?? "a resource of a native plugin's"}, and "
                + $"{typeof(T).Name} was asked for: choose another key.");
    }

    /// <summary>
    /// nvinfer1::IPluginRegistry::releasePluginResource: the opposite of <see cref="AcquireResource{T}"/>. The last one has
    /// the shared copy released. Any thread, but not while a resource is copied or released.
    /// </summary>
    /// <param name="key">The key that it was acquired by.</param>
    /// <exception cref="InvalidOperationException">Nothing is acquired under that key.</exception>
    /// <exception cref="TensorRTException">
    /// <see cref="PluginResource.Release"/> threw: the inner exception has that. The copy is gone nevertheless.
    /// </exception>
    public void ReleaseResource(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        PluginResource.RequireNoneAsked();
        CountRelease(key);
        Exception? thrown;
        CallbackFailure failures = new();
        using (failures.Enter())
        {
            _ = Release(key);
            thrown = failures.Take();
        }

        if (thrown is not null)
        {
            throw NativeStatus.CreateException(
                TensorRTStatus.CallbackFailed,
                $"The plugin resource '{key}' could not be released: {thrown.GetType().Name}: {thrown.Message}",
                cause: thrown);
        }
    }

    /// <summary>Not TensorRT's to refuse: it would count native plugins' uses too, and NVIDIA's DLL breaks where it refuses.</summary>
    private void CountRelease(string key)
    {
        lock (_resourceGate)
        {
            int users = _acquired.GetValueOrDefault(key);
            if (users == 0)
            {
                throw new InvalidOperationException(
                    $"The plugin resource '{key}' is not acquired: each AcquireResource allows one ReleaseResource.");
            }

            if (users == 1)
            {
                _ = _acquired.Remove(key);
            }
            else
            {
                _acquired[key] = users - 1;
            }
        }
    }

    /// <summary>The shared one; null where it is a native plugin's.</summary>
    private PluginResource? Acquire(string key, PluginResource resource)
    {
        if (_library.Backend == Backend.Cpu)
        {
            return _hostResources.Acquire(key, resource);
        }

        using PluginResourceHandle lent = NativePluginResource.Lend(_library, resource);
        NativeView acquired = NativeMethods.PluginRegistryAcquirePluginResource(Native, key, lent);
        return NativeCallback.Of<NativePluginResource>(acquired)?.Resource;
    }

    private bool Release(string key) => _library.Backend == Backend.Cpu
        ? _hostResources.Release(key)
        : NativeMethods.PluginRegistryReleasePluginResource(Native, key) == 0;
}
