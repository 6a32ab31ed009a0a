namespace TensorRTSharp.Interop;

/// <summary>
/// An IPluginResource over a <see cref="PluginResource"/>: one that is lent for a call, or a copy that TensorRT keeps and
/// destroys.
/// </summary>
internal sealed unsafe class NativePluginResource : PluginResourceCallback
{
    [ThreadStatic]
    private static bool t_isAsked;

    private readonly TensorRT _library;

    private NativePluginResource(TensorRT library, PluginResource resource)
    {
        _library = library;
        Resource = resource;
    }

    internal PluginResource Resource { get; }

    protected override CallbackFailure? FailureElsewhere => _library.Plugins.Failures;

    /// <summary>The caller's: TensorRT copies it.</summary>
    internal static PluginResourceHandle Lend(TensorRT library, PluginResource resource) =>
        new NativePluginResource(library, resource).Create(library.Library);

    /// <summary>
    /// TensorRT holds a lock of its registry while it has a resource copied or released: a call would wait for ever.
    /// </summary>
    internal static void RequireUnlocked()
    {
        if (t_isAsked)
        {
            throw new InvalidOperationException(
                "PluginResource.Clone and Release must not use the plugin registry: TensorRT waits for them while it holds it.");
        }
    }

    protected override int Release()
    {
        t_isAsked = true;
        try
        {
            Resource.ReleaseForNative();
            return 0;
        }
        finally
        {
            t_isAsked = false;
        }
    }

    protected override void* Clone()
    {
        t_isAsked = true;
        try
        {
            return CreateDetached(Resource.CloneForNative());
        }
        catch (Exception exception)
        {
            // Without a copy TensorRT 10.6 and RTX 1.7 would give null for this key for the rest of the process.
            return CreateDetached(new FailedResource(exception));
        }
        finally
        {
            t_isAsked = false;
        }
    }

    private void* CreateDetached(PluginResource resource)
    {
        using PluginResourceHandle handle = Lend(_library, resource);
        return (void*)Detach(handle);
    }
}

/// <summary>Stands in for a copy that could not be made, until who asked for it has learnt why.</summary>
internal sealed class FailedResource(Exception cause) : PluginResource
{
    internal Exception Cause => cause;

    protected override PluginResource Clone() => new FailedResource(cause);
}
