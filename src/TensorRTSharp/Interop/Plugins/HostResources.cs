namespace TensorRTSharp.Interop;

/// <summary>What plugins share on the CPU backend, as TensorRT's registry does it on the others.</summary>
internal sealed class HostResources
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (PluginResource Copy, int Users)> _byKey = new(StringComparer.Ordinal);

    internal PluginResource Acquire(string key, PluginResource resource)
    {
        lock (_gate)
        {
            (PluginResource copy, int users) = _byKey.TryGetValue(key, out (PluginResource, int) known) ? known : (FailedResource.OrCopyOf(resource), 0);
            _byKey[key] = (copy, users + 1);
            return copy;
        }
    }

    /// <returns>False where nothing is acquired under that key, or releasing fails.</returns>
    internal bool Release(string key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out (PluginResource Copy, int Users) known))
            {
                return false;
            }

            if (known.Users > 1)
            {
                _byKey[key] = (known.Copy, known.Users - 1);
                return true;
            }

            _ = _byKey.Remove(key);
            return Free(known.Copy);
        }
    }

    /// <summary>What it throws goes where a native callback's exceptions go.</summary>
    private static bool Free(PluginResource copy)
    {
        try
        {
            copy.Free();
            return true;
        }
        catch (Exception exception)
        {
            CallbackFailure.Current?.Report(exception);
            return false;
        }
    }
}
