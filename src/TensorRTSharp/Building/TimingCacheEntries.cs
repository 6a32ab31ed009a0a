using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>nvinfer1::TimingCacheKey: names an operation in a timing cache. Immutable; comes from a cache.</summary>
public readonly struct TimingCacheKey : IEquatable<TimingCacheKey>
{
    internal TimingCacheKey(NativeTimingCacheKey native) => Native = native;

    internal NativeTimingCacheKey Native { get; }

    /// <summary>Are they the same?</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another key.</param>
    public static bool operator ==(TimingCacheKey left, TimingCacheKey right) => left.Equals(right);

    /// <summary>Are they different?</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another key.</param>
    public static bool operator !=(TimingCacheKey left, TimingCacheKey right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TimingCacheKey other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TimingCacheKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Its 16 bytes in hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private UInt128 Value => NativeTimingCacheEntries.ValueOf(Native);
}

/// <summary>nvinfer1::TimingCacheValue: the tactic that was fastest, and how long it took.</summary>
/// <param name="TacticHash">Names the tactic.</param>
/// <param name="Timing">The time of one run.</param>
public readonly record struct TimingCacheValue(ulong TacticHash, TimeSpan Timing);
