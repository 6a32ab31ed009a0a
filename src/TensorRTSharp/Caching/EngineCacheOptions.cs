namespace TensorRTSharp;

/// <summary>How an <see cref="EngineCache"/> uses its folder. Immutable.</summary>
public sealed class EngineCacheOptions
{
    /// <summary>
    /// How much its entries may take; null for no limit. After each build those are deleted that were used longest ago.
    /// The one just built stays, though it alone may be larger.
    /// </summary>
    public ByteSize? SizeLimit { get; init; }

    /// <summary>
    /// Nothing is written: what is found is used; what is not is built for the caller and not kept. For folders that
    /// come with an application or belong to somebody else.
    /// </summary>
    public bool IsReadOnly { get; init; }
}
