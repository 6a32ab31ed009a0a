using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IOptimizationProfile: for each input with dynamic dimensions the smallest, the usual and the largest
/// shape. One thread at a time. Borrowed: it belongs to its builder and lives as long as it; there is nothing to
/// dispose.
/// </summary>
public sealed class OptimizationProfile : IEquatable<OptimizationProfile>
{
    private readonly BorrowedRef _native;

    internal OptimizationProfile(Builder builder, BorrowedRef native)
    {
        Builder = builder;
        _native = native;
    }

    /// <summary>
    /// nvinfer1::IOptimizationProfile::isValid: could a build use it, as far as can be told without a network?
    /// </summary>
    public bool IsValid => NativeMethods.OptimizationProfileIsValid(Native);

    /// <summary>
    /// nvinfer1::IOptimizationProfile::setExtraMemoryTarget, getExtraMemoryTarget: the share of additional memory, from
    /// 0 to 1, that this profile's kernels may use to be faster.
    /// </summary>
    public float ExtraMemoryTarget
    {
        get => NativeMethods.OptimizationProfileGetExtraMemoryTarget(Native);
        set => NativeMethods.OptimizationProfileSetExtraMemoryTarget(Native, value);
    }

    internal Builder Builder { get; }

    internal BorrowedRef Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native.Owner.IsDisposed, this);
            return _native;
        }
    }

    /// <summary>nvinfer1::IOptimizationProfile::setDimensions, for all three selectors.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="min">The smallest shape, all of its dimensions.</param>
    /// <param name="opt">The shape that the engine is tuned for.</param>
    /// <param name="max">The largest shape.</param>
    /// <exception cref="ArgumentException">
    /// The shapes differ in rank, or are not min ≤ opt ≤ max: the message names the dimension.
    /// </exception>
    public void SetDimensions(string input, ReadOnlySpan<long> min, ReadOnlySpan<long> opt, ReadOnlySpan<long> max)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        RequireOrdered(input, min, opt, max);
        BorrowedRef native = Native;
        NativeMethods.OptimizationProfileSetDimensions(
            native, input, OptProfileSelector.Min, NativeDims.From(min, input));
        NativeMethods.OptimizationProfileSetDimensions(
            native, input, OptProfileSelector.Opt, NativeDims.From(opt, input));
        NativeMethods.OptimizationProfileSetDimensions(
            native, input, OptProfileSelector.Max, NativeDims.From(max, input));
    }

    /// <summary>nvinfer1::IOptimizationProfile::getDimensions.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="selector">Which of the three shapes.</param>
    /// <returns>The shape that was set.</returns>
    /// <exception cref="InvalidOperationException">None was set.</exception>
    public long[] GetDimensions(string input, OptProfileSelector selector)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        NativeDims dims = NativeMethods.OptimizationProfileGetDimensions(Native, input, selector);
        return dims.IsRankKnown
            ? dims.AsSpan().ToArray()
            : throw new InvalidOperationException(
                $"The profile has no {selector} shape for input '{input}': call SetDimensions first.");
    }

    /// <summary>
    /// nvinfer1::IOptimizationProfile::setShapeValuesV2, for all three selectors: the values of an input that is a
    /// shape.
    /// </summary>
    /// <param name="input">The name of an input that is a shape tensor.</param>
    /// <param name="min">The smallest values.</param>
    /// <param name="opt">The values that the engine is tuned for.</param>
    /// <param name="max">The largest values.</param>
    /// <exception cref="ArgumentException">The values differ in number, or are not min ≤ opt ≤ max.</exception>
    public void SetShapeValues(string input, ReadOnlySpan<long> min, ReadOnlySpan<long> opt, ReadOnlySpan<long> max)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        RequireOrdered(input, min, opt, max);
        BorrowedRef native = Native;
        NativeMethods.OptimizationProfileSetShapeValuesV2(native, input, OptProfileSelector.Min, min);
        NativeMethods.OptimizationProfileSetShapeValuesV2(native, input, OptProfileSelector.Opt, opt);
        NativeMethods.OptimizationProfileSetShapeValuesV2(native, input, OptProfileSelector.Max, max);
    }

    /// <inheritdoc/>
    public bool Equals(OptimizationProfile? other) => other is not null && _native.Equals(other._native);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptimizationProfile);

    /// <inheritdoc/>
    public override int GetHashCode() => _native.GetHashCode();

    internal static void RequireOrdered(
        string input, ReadOnlySpan<long> min, ReadOnlySpan<long> opt, ReadOnlySpan<long> max)
    {
        if (min.Length != opt.Length || opt.Length != max.Length)
        {
            throw new ArgumentException(
                $"Input '{input}' has {min.Length} minimum, {opt.Length} optimum and {max.Length} maximum values: "
                + "give the same number of each.");
        }

        for (int index = 0; index < min.Length; index++)
        {
            if (min[index] > opt[index] || opt[index] > max[index])
            {
                throw new ArgumentException(
                    $"Dimension {index} of input '{input}' has minimum {min[index]}, optimum {opt[index]} and maximum "
                    + $"{max[index]}: they must not decrease in this order.");
            }
        }
    }
}
