using System.Text.Json;

namespace TensorRTSharp;

/// <summary>The JSON file beside a plan.</summary>
internal sealed class PlanNote
{
    public required NotedPlan Plan { get; init; }

    public required EngineDescription Description { get; init; }

    /// <summary>Writes it beside a plan's file.</summary>
    internal static void Write(string plan, long length, string sha256, EngineDescription description)
    {
        PlanNote note = new()
        {
            Plan = new NotedPlan { Length = length, Sha256 = sha256 },
            Description = description,
        };
        AtomicFile.Write(
            plan + EngineDescription.FileSuffix,
            file => JsonSerializer.Serialize(file, note, PlanJson.Default.PlanNote));
    }
}

/// <summary>Which plan it tells of.</summary>
internal sealed class NotedPlan
{
    public required long Length { get; init; }

    /// <summary>Lowercase hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
