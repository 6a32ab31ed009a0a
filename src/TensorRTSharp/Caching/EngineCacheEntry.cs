using TensorRTSharp.Caching;

namespace TensorRTSharp;

/// <summary>One file of an <see cref="EngineCache"/>, as it was when it was listed. Immutable.</summary>
public sealed class EngineCacheEntry
{
    internal EngineCacheEntry(EngineCacheFile file, EntryHeader? header, string damage)
    {
        FilePath = file.Path;
        FileSize = file.Size;
        LastUsedAt = file.LastUsedAt;
        PlanSize = header is null ? null : ByteSize.Bytes(header.Plan.Length);
        Key = header?.Key ?? [];
        Description = header?.Description;
        Damage = header is null ? damage : null;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>What it takes of the folder.</summary>
    public ByteSize FileSize { get; }

    /// <summary>When it was written or last found: its last write time, which each use sets.</summary>
    public DateTimeOffset LastUsedAt { get; }

    /// <summary>The size of its plan; null for a damaged entry.</summary>
    public ByteSize? PlanSize { get; }

    /// <summary>What it depends on, in order; empty for a damaged entry.</summary>
    public IReadOnlyList<DescribedOption> Key { get; } = [];

    /// <summary>What built it, from what and how; null for a damaged entry.</summary>
    public EngineDescription? Description { get; }

    /// <summary>When it was built; null where that is not known.</summary>
    public DateTimeOffset? CreatedAt => Description?.BuiltAt;

    /// <summary>
    /// Why it cannot be read, and is built again when it is next needed; null where nothing is wrong with all but the
    /// plan's own bytes, which are looked at when it is used.
    /// </summary>
    public string? Damage { get; }

    /// <summary>All of it in one line.</summary>
    public override string ToString() => Damage is null
        ? $"{Path.GetFileName(FilePath)}: {PlanSize}, {Description}, last used {LastUsedAt:u}"
        : $"{Path.GetFileName(FilePath)}: damaged: {Damage}";
}
