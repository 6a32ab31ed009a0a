namespace TensorRTSharp;

/// <summary>The JSON file beside a plan.</summary>
internal sealed class PlanNote
{
    public required NotedPlan Plan { get; init; }

    public required EngineDescription Description { get; init; }
}

/// <summary>Which plan it tells of.</summary>
internal sealed class NotedPlan
{
    public required long Length { get; init; }

    /// <summary>Lowercase hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
