using System.Text.Json;

namespace TensorRTSharp.Caching;

/// <summary>The JSON part of an entry.</summary>
internal sealed class EntryHeader
{
    public required EntryPlan Plan { get; init; }

    public required EngineDescription Description { get; init; }

    /// <summary>The components of the key, whose hash is in the file's name.</summary>
    public required IReadOnlyList<DescribedOption> Key { get; init; }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PlanJson.Default.EntryHeader);
}

/// <summary>Where the plan is in the entry.</summary>
internal sealed class EntryPlan
{
    public required long Offset { get; init; }

    public required long Length { get; init; }

    /// <summary>Lowercase hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
