using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp.Testing;

/// <summary>A dimension of a declared shape: a number, a name, or nothing known.</summary>
[SuppressMessage("Usage", "CA2225:Operators have named alternates", Justification = "Only for literal shapes.")]
public readonly record struct OnnxDimension
{
    private readonly long? _value;
    private readonly string? _name;

    private OnnxDimension(long? value, string? name)
    {
        (_value, _name) = (value, name);
    }

    public static OnnxDimension Unknown => default;

    public static implicit operator OnnxDimension(long value) => new(value, null);

    public static implicit operator OnnxDimension(string name) => new(null, name);

    internal ProtoMessage ToMessage()
    {
        var dimension = new ProtoMessage();
        return _value is { } value ? dimension.Add(OnnxFields.Dimension.Value, value)
            : _name is { } name ? dimension.Add(OnnxFields.Dimension.Parameter, name)
            : dimension;
    }
}
