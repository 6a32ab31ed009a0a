namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAlgorithmIOInfo: what a tensor of an algorithm looks like. A value: may be kept, and compared with that of
/// another build.
/// </summary>
public sealed class AlgorithmIOInfo : IEquatable<AlgorithmIOInfo>
{
    private readonly long[] _strides;

    internal AlgorithmIOInfo(DataType dataType, long[] strides, long vectorizedDimension, long componentsPerElement)
    {
        DataType = dataType;
        _strides = strides;
        VectorizedDimension = vectorizedDimension;
        ComponentsPerElement = componentsPerElement;
    }

    /// <summary>nvinfer1::IAlgorithmIOInfo::getDataType.</summary>
    public DataType DataType { get; }

    /// <summary>nvinfer1::IAlgorithmIOInfo::getStrides: in elements, or in vectors where the format is vectorized.</summary>
    public ReadOnlySpan<long> Strides => _strides;

    /// <summary>nvinfer1::IAlgorithmIOInfo::getVectorizedDim: the dimension that is split into vectors; -1 for none.</summary>
    public long VectorizedDimension { get; }

    /// <summary>nvinfer1::IAlgorithmIOInfo::getComponentsPerElement: the length of the vectors; 1 without any.</summary>
    public long ComponentsPerElement { get; }

    /// <inheritdoc/>
    public bool Equals(AlgorithmIOInfo? other) =>
        other is not null && DataType == other.DataType && VectorizedDimension == other.VectorizedDimension
        && ComponentsPerElement == other.ComponentsPerElement && _strides.AsSpan().SequenceEqual(other._strides);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AlgorithmIOInfo);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        DataType, VectorizedDimension, ComponentsPerElement, _strides.Length, _strides.Length > 0 ? _strides[0] : 0);

    /// <summary>Its properties, for messages: "Float, strides [3, 1]".</summary>
    public override string ToString()
    {
        string strides = $"{DataType}, strides [{string.Join(", ", _strides)}]";
        return VectorizedDimension < 0
            ? strides
            : $"{strides}, vectors of {ComponentsPerElement} along dimension {VectorizedDimension}";
    }
}
