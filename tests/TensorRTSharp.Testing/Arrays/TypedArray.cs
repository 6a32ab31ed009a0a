using System.Runtime.InteropServices;

namespace TensorRTSharp.Testing;

/// <summary>Shape, element type and raw elements (C order, little endian) of a test input or output.</summary>
public sealed class TypedArray
{
    private readonly byte[] _data;

    public TypedArray(ElementType type, ReadOnlySpan<long> shape, byte[] data)
    {
        var expected = ElementCount(shape) * type.Size();
        if (data.Length != expected)
        {
            throw new ArgumentException(
                $"{data.Length} bytes do not fill a {type} array {FormatShape(shape)}, which takes {expected}.",
                nameof(data));
        }

        Type = type;
        Shape = shape.ToArray();
        _data = data;
    }

    public ElementType Type { get; }

    public long[] Shape { get; }

    public ReadOnlySpan<byte> Bytes => _data;

    public ReadOnlyMemory<byte> Memory => _data;

    public int Length => _data.Length / Type.Size();

    public static TypedArray From<T>(ReadOnlySpan<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        new(ElementTypes.Of<T>(), shape, MemoryMarshal.AsBytes(elements).ToArray());

    public static TypedArray From<T>(T[] elements, params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        From((ReadOnlySpan<T>)elements, shape);

    /// <summary>The elements, which must be of exactly this type.</summary>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged =>
        ElementTypes.Of<T>() == Type
            ? MemoryMarshal.Cast<byte, T>(_data)
            : throw new InvalidOperationException($"The array holds {Type} elements, not {typeof(T).Name}.");

    public T[] ToArray<T>()
        where T : unmanaged =>
        AsSpan<T>().ToArray();

    public double[] ToDoubles() => Type.ToDoubles(_data);

    public override string ToString() => $"{Type}{FormatShape(Shape)}";

    public static long ElementCount(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count = checked(count * dimension);
        }

        return count;
    }

    public static string FormatShape(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
