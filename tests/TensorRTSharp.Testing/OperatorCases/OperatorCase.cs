namespace TensorRTSharp.Testing;

/// <summary>A model of one operator with inputs, and what <see cref="ReferenceOps"/> expects as its output y.</summary>
public sealed record OperatorCase
{
    public const string Output = "y";

    public required string Name { get; init; }

    public required byte[] Model { get; init; }

    public required IReadOnlyDictionary<string, TypedArray> Inputs { get; init; }

    public required ReferenceTensor Expected { get; init; }

    /// <summary>What single precision loses against the reference's double, over some hundred operations.</summary>
    public Tolerance Tolerance { get; init; } = new(1e-5, 1e-5);

    public override string ToString() => Name;
}
