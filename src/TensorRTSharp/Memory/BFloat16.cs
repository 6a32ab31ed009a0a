using System.Globalization;

namespace TensorRTSharp;

/// <summary>
/// bfloat16, <see cref="DataType.BF16"/>: the upper half of a float, that is its range with 8 bits of precision. Two
/// bytes, which are copied as they are. To compute with it, convert to float.
/// </summary>
public readonly struct BFloat16 : IEquatable<BFloat16>
{
    private const ushort QuietNaN = 0x7FC0;

    private readonly ushort _bits;

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>The number whose sixteen bits these are.</summary>
    /// <param name="bits">Sign, 8 bits of exponent, 7 bits of mantissa.</param>
    /// <returns>The number.</returns>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>Sign, 8 bits of exponent, 7 bits of mantissa.</summary>
    /// <returns>The bits.</returns>
    public ushort ToBits() => _bits;

    /// <summary>The nearest bfloat16; of two that are equally near, the even one (IEEE 754).</summary>
    public static explicit operator BFloat16(float value) => FromSingle(value);

    /// <summary>Exact: every bfloat16 is a float.</summary>
    public static implicit operator float(BFloat16 value) => value.ToSingle();

    /// <summary>Equal as numbers: NaN equals nothing, 0 equals -0.</summary>
    public static bool operator ==(BFloat16 left, BFloat16 right) => left.ToSingle() == right.ToSingle();

    /// <summary>Not equal as numbers.</summary>
    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    /// <summary>The nearest bfloat16; of two that are equally near, the even one (IEEE 754).</summary>
    /// <param name="value">A float.</param>
    /// <returns>The number; infinity where it is too large.</returns>
    public static BFloat16 FromSingle(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            return new((ushort)((bits >> 16) | QuietNaN)); // rounding could carry a NaN into infinity
        }

        uint roundingBias = 0x7FFF + ((bits >> 16) & 1);
        return new((ushort)((bits + roundingBias) >> 16));
    }

    /// <summary>The same number as a float.</summary>
    /// <returns>The number.</returns>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)_bits << 16);

    /// <inheritdoc/>
    public bool Equals(BFloat16 other) => ToSingle().Equals(other.ToSingle());

    /// <inheritdoc/>
    public override bool Equals([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) =>
        obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <summary>As a float's.</summary>
    public override string ToString() => ToSingle().ToString(CultureInfo.InvariantCulture);
}
