using System.Runtime.InteropServices;

namespace TensorRTSharp.Testing;

/// <summary>What each <see cref="ElementType"/> is called elsewhere, how large it is and how it is read.</summary>
public static class ElementTypes
{
    private sealed record Description(ElementType Type, Type Clr, int Size, string Npy, string Name);

    private static readonly Description[] All =
    [
        new(ElementType.Float16, typeof(Half), 2, "f2", "float16"),
        new(ElementType.Float32, typeof(float), 4, "f4", "float32"),
        new(ElementType.Float64, typeof(double), 8, "f8", "float64"),
        new(ElementType.Int8, typeof(sbyte), 1, "i1", "int8"),
        new(ElementType.Int16, typeof(short), 2, "i2", "int16"),
        new(ElementType.Int32, typeof(int), 4, "i4", "int32"),
        new(ElementType.Int64, typeof(long), 8, "i8", "int64"),
        new(ElementType.UInt8, typeof(byte), 1, "u1", "uint8"),
        new(ElementType.UInt16, typeof(ushort), 2, "u2", "uint16"),
        new(ElementType.UInt32, typeof(uint), 4, "u4", "uint32"),
        new(ElementType.UInt64, typeof(ulong), 8, "u8", "uint64"),
        new(ElementType.Bool, typeof(bool), 1, "b1", "bool"),
    ];

    /// <summary>The element type that a .NET type stands for.</summary>
    public static ElementType Of<T>()
        where T : unmanaged =>
        Find(d => d.Clr == typeof(T), typeof(T).Name).Type;

    /// <summary>The element type of a numpy kind and size, such as <c>f4</c>.</summary>
    public static ElementType FromNpy(string kindAndSize) => Find(d => d.Npy == kindAndSize, kindAndSize).Type;

    /// <summary>The element type of a name such as <c>float32</c>.</summary>
    public static ElementType FromName(string name) => Find(d => d.Name == name, name).Type;

    /// <summary>Bytes of one element.</summary>
    public static int Size(this ElementType type) => Describe(type).Size;

    /// <summary>Numpy's kind and size, such as <c>f4</c>.</summary>
    public static string NpyCode(this ElementType type) => Describe(type).Npy;

    /// <summary>Widens elements to double; integers beyond 2^53 lose their last bits.</summary>
    public static double[] ToDoubles(this ElementType type, ReadOnlySpan<byte> data) => type switch
    {
        ElementType.Float16 => Widen<Half>(data, static v => (double)v),
        ElementType.Float32 => Widen<float>(data, static v => v),
        ElementType.Float64 => Widen<double>(data, static v => v),
        ElementType.Int8 => Widen<sbyte>(data, static v => v),
        ElementType.Int16 => Widen<short>(data, static v => v),
        ElementType.Int32 => Widen<int>(data, static v => v),
        ElementType.Int64 => Widen<long>(data, static v => v),
        ElementType.UInt8 => Widen<byte>(data, static v => v),
        ElementType.UInt16 => Widen<ushort>(data, static v => v),
        ElementType.UInt32 => Widen<uint>(data, static v => v),
        ElementType.UInt64 => Widen<ulong>(data, static v => v),
        ElementType.Bool => Widen<byte>(data, static v => v == 0 ? 0 : 1),
        _ => throw Unknown(type.ToString()),
    };

    private static double[] Widen<T>(ReadOnlySpan<byte> data, Func<T, double> widen)
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(data);
        var result = new double[elements.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = widen(elements[i]);
        }

        return result;
    }

    private static Description Describe(ElementType type) => Find(d => d.Type == type, type.ToString());

    private static Description Find(Predicate<Description> match, string what) =>
        Array.Find(All, match) ?? throw Unknown(what);

    private static NotSupportedException Unknown(string what) =>
        new($"Element type '{what}' is not one that test data comes in.");
}
