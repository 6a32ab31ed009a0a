using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary><c>trts_dims</c>, nvinfer1::Dims64: up to eight dimensions; a rank of -1 where it is unknown.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDims
{
    internal const int MaxRank = 8;

    private int _rank;
    private Values _values;

    [InlineArray(MaxRank)]
    private struct Values
    {
        private long _first;
    }

    internal readonly int Rank => _rank;

    /// <summary>False where native code does not know the rank (yet).</summary>
    internal readonly bool IsRankKnown => _rank >= 0;

    internal readonly long this[int index] => _values[index];

    /// <summary>
    /// Copies a shape; <paramref name="tensorName"/> is for the message where it has too many dimensions.
    /// </summary>
    internal static NativeDims From(ReadOnlySpan<long> shape, string tensorName)
    {
        if (shape.Length > MaxRank)
        {
            throw new ArgumentException(
                $"The shape of tensor '{tensorName}' has {shape.Length} dimensions; TensorRT takes at most {MaxRank}.",
                nameof(shape));
        }

        NativeDims dims = default;
        dims._rank = shape.Length;
        shape.CopyTo(dims._values);
        return dims;
    }

    /// <summary>
    /// Copies what describes an operation (strides, paddings, …); the caller's name is for the message where it is too
    /// long.
    /// </summary>
    internal static NativeDims Of(ReadOnlySpan<long> values, [CallerMemberName] string method = "") =>
        values.Length <= MaxRank
            ? From(values, method)
            : throw new ArgumentException(
                $"{method} was given {values.Length} numbers where one for each dimension is expected; TensorRT takes at "
                + $"most {MaxRank} dimensions.",
                nameof(values));

    /// <summary>As above, for a block: TensorRT-RTX 1.7 divides by its size, and crashes where that is 0.</summary>
    internal static NativeDims OfBlock(ReadOnlySpan<long> blockShape, [CallerMemberName] string method = "")
    {
        foreach (long size in blockShape)
        {
            if (size is <= 0 and not -1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(blockShape), size, $"{method} takes sizes from 1, or -1 for all of a dimension.");
            }
        }

        return Of(blockShape, method);
    }

    /// <summary>The dimensions, within this value.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<long> AsSpan() => ((ReadOnlySpan<long>)_values)[..Math.Max(_rank, 0)];

    /// <summary>The dimensions as an array; throws where the rank is unknown.</summary>
    internal readonly long[] ToArray(string tensorName)
    {
        RequireRank(tensorName);
        return AsSpan().ToArray();
    }

    /// <summary>The numbers as an array; empty where there are none.</summary>
    internal readonly long[] ToArray() => AsSpan().ToArray();

    /// <summary>The numbers as an array; null where none are set, or a tensor has them.</summary>
    internal readonly long[]? ToArrayOrNull() => IsRankKnown ? ToArray() : null;

    /// <summary>
    /// Copies the dimensions and gives the rank; throws where it is unknown or there is too little room.
    /// </summary>
    internal readonly int CopyTo(Span<long> destination, string tensorName)
    {
        RequireRank(tensorName);
        if (destination.Length < _rank)
        {
            throw new ArgumentException(
                $"Tensor '{tensorName}' has {_rank} dimensions, but there is room for {destination.Length}.",
                nameof(destination));
        }

        AsSpan().CopyTo(destination);
        return _rank;
    }

    public override readonly string ToString() =>
        IsRankKnown ? $"[{string.Join(", ", AsSpan().ToArray())}]" : "[unknown rank]";

    private readonly void RequireRank(string tensorName)
    {
        if (!IsRankKnown)
        {
            throw new InvalidOperationException(
                $"The rank of tensor '{tensorName}' is not known: it depends on what is not specified yet.");
        }
    }
}
