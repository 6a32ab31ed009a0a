using System.Text.Json.Serialization;

namespace TensorRTSharp;

/// <summary>The GPU that a plan was built on.</summary>
/// <param name="Name">"NVIDIA H100 80GB HBM3".</param>
/// <param name="ComputeCapability">"9.0".</param>
public sealed record DescribedDevice(string Name, string ComputeCapability)
{
    /// <summary>"NVIDIA H100 80GB HBM3 (9.0)".</summary>
    public override string ToString() => $"{Name} ({ComputeCapability})";
}

/// <summary>The model that a plan was built from.</summary>
/// <param name="Name">Its file's name without folder, or what the application calls it.</param>
/// <param name="Size">Its bytes, with those of external data.</param>
/// <param name="Sha256">A hash of these bytes; of a model without external data, the file's SHA-256.</param>
public sealed record DescribedModel(string Name, long Size, string Sha256);

/// <summary>One thing that was asked for, or one part of a key.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">Its value as text.</param>
public sealed record DescribedOption(string Name, string Value)
{
    /// <summary>"Name: Value".</summary>
    public override string ToString() => $"{Name}: {Value}";
}

/// <summary>One optimization profile.</summary>
/// <param name="Ranges">One for each input with a dynamic shape, and for each input whose values are shapes.</param>
public sealed record DescribedProfile(IReadOnlyList<DescribedRange> Ranges);

/// <summary>What a profile says of one input.</summary>
/// <param name="Tensor">The input's name.</param>
/// <param name="Min">The smallest shape or values.</param>
/// <param name="Opt">Those that it is optimized for.</param>
/// <param name="Max">The largest.</param>
public sealed record DescribedRange(
    string Tensor,
    [property: JsonConverter(typeof(ShapeJsonConverter))] IReadOnlyList<long> Min,
    [property: JsonConverter(typeof(ShapeJsonConverter))] IReadOnlyList<long> Opt,
    [property: JsonConverter(typeof(ShapeJsonConverter))] IReadOnlyList<long> Max)
{
    /// <summary>Are these numbers values of a shape tensor, and not its shape?</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AreValues { get; init; }
}

/// <summary>An input or output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType">Its element type.</param>
/// <param name="Shape">Its shape, -1 for a dynamic dimension; null where not even the rank is known.</param>
public sealed record DescribedTensor(
    string Name,
    DataType DataType,
    [property: JsonConverter(typeof(ShapeJsonConverter))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    IReadOnlyList<long>? Shape);
