namespace TensorRTSharp.Interop;

/// <summary>
/// An IPluginResource over a <see cref="PluginResource"/>: one that is lent for a call, or a copy that TensorRT keeps and
/// destroys.
/// </summary>
internal sealed unsafe class NativePluginResource : PluginResourceCallback
{
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

    protected override int Release()
    {
        Resource.Free();
        return 0;
    }

    protected override void* Clone()
    {
        using PluginResourceHandle copy = Lend(_library, FailedResource.OrCopyOf(Resource));
        return (void*)Detach(copy);
    }
}
