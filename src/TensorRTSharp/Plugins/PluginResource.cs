namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IPluginResource: something that plugins share, under a key: a table, a library's handle, memory of a GPU.
/// Derive from it, and get the shared one with <see cref="PluginRegistry.AcquireResource{T}"/>. Every backend.
/// </summary>
/// <remarks>
/// TensorRT keeps a copy, made with <see cref="Clone"/> by the first who asks for the key, for as long as somebody uses it.
/// Copies are made on any thread; TensorRT holds its registry meanwhile, which neither method must use.
/// </remarks>
public abstract class PluginResource
{
    [ThreadStatic]
    private static bool t_isAsked;

    /// <summary>
    /// nvinfer1::IPluginResource::clone: the copy that is shared. The place to make what is expensive: the object that was
    /// given to <see cref="PluginRegistry.AcquireResource{T}"/> is used for nothing else. Any thread, also several at once.
    /// </summary>
    /// <returns>The copy: a new object of the same class.</returns>
    protected abstract PluginResource Clone();

    /// <summary>
    /// nvinfer1::IPluginResource::release: nobody uses this copy any more: frees what it has. On the thread of the last
    /// <see cref="PluginRegistry.ReleaseResource"/>.
    /// </summary>
    protected virtual void Release()
    {
    }

    /// <summary>
    /// TensorRT holds a lock of its registry while it has a resource copied or released: a call would wait for ever.
    /// </summary>
    internal static void RequireNoneAsked()
    {
        if (t_isAsked)
        {
            throw new InvalidOperationException(
                "PluginResource.Clone and Release must not use the plugin registry: TensorRT waits for them while it holds it.");
        }
    }

    /// <summary>The copy, or what <see cref="Clone"/> throws.</summary>
    internal PluginResource Copy()
    {
        t_isAsked = true;
        try
        {
            PluginResource copy = Clone()
                ?? throw new InvalidOperationException($"{GetType().Name}.Clone gave null: give a new object.");
            return copy != this
                ? copy
                : throw new InvalidOperationException(
                    $"{GetType().Name}.Clone gave the object itself: give a new object, which lives as long as it is used.");
        }
        finally
        {
            t_isAsked = false;
        }
    }

    /// <summary>Nobody uses this copy any more.</summary>
    internal void Free()
    {
        t_isAsked = true;
        try
        {
            Release();
        }
        finally
        {
            t_isAsked = false;
        }
    }
}
