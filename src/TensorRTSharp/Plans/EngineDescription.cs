using System.Text.Json;

namespace TensorRTSharp;

/// <summary>
/// What is known of a plan beyond its bytes: what built it, from what, how, and for what. It stands in the header of an
/// <see cref="EngineCache"/>'s entries and, where it was asked for, in a JSON file beside a plan
/// (<c>resnet50.plan.json</c>). Immutable; any thread may read it.
/// </summary>
public sealed class EngineDescription
{
    /// <summary>What follows a plan's file name in the name of the file that describes it.</summary>
    public const string FileSuffix = ".json";

    /// <summary>The backend that built the plan.</summary>
    public required Backend Maker { get; init; }

    /// <summary>The version of the library that built it: "10.6.0"; of ONNX Runtime for <see cref="Backend.Cpu"/>.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The version of TensorRTSharp that built it; empty where that is not known.</summary>
    public string TensorRTSharpVersion { get; init; } = "";

    /// <summary>The system and processor that it was built on: "linux-x64"; empty where that is not known.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The GPU that it was built on; null for none, or where that is not known.</summary>
    public DescribedDevice? Device { get; init; }

    /// <summary>The compute capabilities that it was built for, where they were named: "8.9".</summary>
    public IReadOnlyList<string> TargetComputeCapabilities { get; init; } = [];

    /// <summary>The model that it was built from; null where that is not known.</summary>
    public DescribedModel? Model { get; init; }

    /// <summary>The precision that was asked for; null where that is not known.</summary>
    public string? Precision { get; init; }

    /// <summary>What else was asked for, in the order in which it was set.</summary>
    public IReadOnlyList<DescribedOption> Options { get; init; } = [];

    /// <summary>The optimization profiles, in the engine's order.</summary>
    public IReadOnlyList<DescribedProfile> Profiles { get; init; } = [];

    /// <summary>The inputs, in the engine's order.</summary>
    public IReadOnlyList<DescribedTensor> Inputs { get; init; } = [];

    /// <summary>The outputs, in the engine's order.</summary>
    public IReadOnlyList<DescribedTensor> Outputs { get; init; } = [];

    /// <summary>When the build ended; null where that is not known.</summary>
    public DateTimeOffset? BuiltAt { get; init; }

    /// <summary>How long the build took; null where that is not known.</summary>
    public TimeSpan? BuildDuration { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The description.</returns>
    /// <exception cref="JsonException">The text is no description: the message says where and why.</exception>
    public static EngineDescription FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonSerializer.Deserialize(json, PlanJson.Default.EngineDescription)
            ?? throw new JsonException("The text describes no engine: it is 'null'.");
    }

    /// <summary>All of it as JSON, made to be read by people too.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, PlanJson.Default.EngineDescription);

    /// <summary>The maker in a few words: "TensorRT10 10.6.0".</summary>
    public override string ToString() => $"{Maker} {LibraryVersion}";
}
