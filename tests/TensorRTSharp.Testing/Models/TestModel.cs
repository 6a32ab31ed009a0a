using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp.Testing;

/// <summary>One model of the catalog; files are relative to the models' folder.</summary>
public sealed record TestModel
{
    public required string Id { get; init; }

    public required string File { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required IReadOnlyList<ModelTensor> Inputs { get; init; }

    public required IReadOnlyList<ModelTensor> Outputs { get; init; }

    /// <summary>Ranges of the inputs that have dynamic dimensions.</summary>
    public required IReadOnlyDictionary<string, ProfileRange> Profile { get; init; }

    public required ModelTolerances Tolerance { get; init; }

    public required IReadOnlyList<ModelCase> Cases { get; init; }

    /// <summary>What ONNX Runtime made of the model, if it was asked.</summary>
    public RuntimeVerdict? Ort { get; init; }

    /// <summary>What TensorRT-RTX's builder made of the model, if it was asked.</summary>
    public BuildVerdict? TrtRtx { get; init; }

    public override string ToString() => Id;
}

/// <summary>An input or output; a dimension of -1 is dynamic.</summary>
public sealed record ModelTensor(string Name, string Dtype, IReadOnlyList<long> Shape)
{
    public ElementType Type => ElementTypes.FromName(Dtype);

    public bool IsDynamic => Shape.Any(d => d < 0);
}

/// <summary>Smallest, usual and largest dimensions of an input.</summary>
public sealed record ProfileRange(IReadOnlyList<long> Min, IReadOnlyList<long> Opt, IReadOnlyList<long> Max);

/// <summary>How far outputs may be off at each precision; null: not defined for this model.</summary>
public sealed record ModelTolerances
{
    public ToleranceEntry? Fp32 { get; init; }

    public ToleranceEntry? Fp16 { get; init; }

    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The field's name for it.")]
    public ToleranceEntry? Int8 { get; init; }

    public ToleranceEntry? Tf32 { get; init; }
}

/// <summary>Bounds for each element, a metric over a data set with its least value, or both.</summary>
public sealed record ToleranceEntry
{
    public double? Atol { get; init; }

    public double? Rtol { get; init; }

    public string? Metric { get; init; }

    public double? Min { get; init; }

    public double? MinAccuracy { get; init; }

    /// <summary>The bounds for each element, if there are any.</summary>
    public Tolerance? Elementwise =>
        Atol is { } atol && Rtol is { } rtol ? new Tolerance(atol, rtol) : null;
}

/// <summary>Inputs and the outputs expected from them, each a file for every tensor name.</summary>
public sealed record ModelCase(
    string Name, IReadOnlyDictionary<string, string> Inputs, IReadOnlyDictionary<string, string> Outputs);

/// <summary>Whether a runtime loads and runs a model.</summary>
public sealed record RuntimeVerdict
{
    public bool Loads { get; init; }

    public bool Runs { get; init; }

    public string? Error { get; init; }
}

/// <summary>Whether a builder parses and builds a model, and what its parser found wrong.</summary>
public sealed record BuildVerdict
{
    public bool Parses { get; init; }

    /// <summary>Null where it was not tried.</summary>
    public bool? Builds { get; init; }

    public int Layers { get; init; }

    public IReadOnlyList<ParserVerdict> ParseErrors { get; init; } = [];

    /// <summary>Lines of errors in the builder's log.</summary>
    public IReadOnlyList<string> LogErrors { get; init; } = [];
}

/// <summary>One error of a parser: the code in NVIDIA's spelling, without its k.</summary>
public sealed record ParserVerdict(string Code, string Node, string Op, string Desc);
