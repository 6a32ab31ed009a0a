using System.Globalization;

namespace TensorRTSharp;

/// <summary>A number of bytes, which says its unit where it is written: <c>ByteSize.GiB(4)</c>.</summary>
public readonly struct ByteSize : IEquatable<ByteSize>, IComparable<ByteSize>, IComparable
{
    private ByteSize(long value) => Value = value;

    /// <summary>No bytes.</summary>
    public static ByteSize Zero => default;

    /// <summary>The number of bytes.</summary>
    public long Value { get; }

    /// <summary><paramref name="count"/> bytes.</summary>
    /// <param name="count">Not negative.</param>
    /// <returns>The size.</returns>
    public static ByteSize Bytes(long count) => Of(count, 1);

    /// <summary><paramref name="count"/> times 1024 bytes.</summary>
    /// <param name="count">Not negative.</param>
    /// <returns>The size.</returns>
    public static ByteSize KiB(long count) => Of(count, 1L << 10);

    /// <summary><paramref name="count"/> times 1024 KiB.</summary>
    /// <param name="count">Not negative.</param>
    /// <returns>The size.</returns>
    public static ByteSize MiB(long count) => Of(count, 1L << 20);

    /// <summary><paramref name="count"/> times 1024 MiB.</summary>
    /// <param name="count">Not negative.</param>
    /// <returns>The size.</returns>
    public static ByteSize GiB(long count) => Of(count, 1L << 30);

    /// <summary>Are both the same number of bytes?</summary>
    public static bool operator ==(ByteSize left, ByteSize right) => left.Value == right.Value;

    /// <summary>Are they different numbers of bytes?</summary>
    public static bool operator !=(ByteSize left, ByteSize right) => left.Value != right.Value;

    /// <summary>Is the left one smaller?</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Value < right.Value;

    /// <summary>Is the left one not larger?</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Value <= right.Value;

    /// <summary>Is the left one larger?</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Value > right.Value;

    /// <summary>Is the left one not smaller?</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public bool Equals(ByteSize other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteSize other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        ByteSize other => CompareTo(other),
        _ => throw new ArgumentException(
            $"A {nameof(ByteSize)} cannot be compared with a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>In the largest unit that fits: "1.5 GiB", "512 B".</summary>
    public override string ToString()
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        double value = Value;
        int unit = 0;
        for (; value >= 1024 && unit < units.Length - 1; unit++)
        {
            value /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {units[unit]}");
    }

    private static ByteSize Of(long count, long unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, long.MaxValue / unit);
        return new ByteSize(count * unit);
    }
}
