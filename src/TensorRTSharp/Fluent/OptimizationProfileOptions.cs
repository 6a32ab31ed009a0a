using System.Globalization;
using System.Text;

namespace TensorRTSharp;

/// <summary>
/// What an <see cref="OptimizationProfile"/> will say, without a builder: for each input with dynamic dimensions the
/// smallest, the usual and the largest shape. One thread at a time.
/// </summary>
public sealed class OptimizationProfileOptions
{
    private readonly SortedDictionary<string, Range> _shapes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Range> _values = new(StringComparer.Ordinal);

    /// <summary>The inputs that a shape, or values, were given for.</summary>
    public IReadOnlyCollection<string> Inputs => [.. _shapes.Keys.Union(_values.Keys, StringComparer.Ordinal)];

    internal IReadOnlyDictionary<string, Range> Shapes => _shapes;

    internal IReadOnlyDictionary<string, Range> Values => _values;

    /// <summary>IOptimizationProfile::setDimensions, for all three selectors.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="min">The smallest shape, all of its dimensions.</param>
    /// <param name="opt">The shape that the engine is tuned for.</param>
    /// <param name="max">The largest shape.</param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentException">
    /// The shapes differ in rank, have a negative dimension, or are not min ≤ opt ≤ max: the message names it.
    /// </exception>
    public OptimizationProfileOptions SetShape(
        string input, ReadOnlySpan<long> min, ReadOnlySpan<long> opt, ReadOnlySpan<long> max)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        int negative = min.IndexOfAnyInRange(long.MinValue, -1);
        if (negative >= 0)
        {
            throw new ArgumentException(
                $"Dimension {negative} of the smallest shape for input '{input}' is {min[negative]}: a profile says which "
                + "sizes a dynamic dimension may have, from 0 on.",
                nameof(min));
        }

        OptimizationProfile.RequireOrdered(input, min, opt, max);
        _shapes[input] = new Range(min.ToArray(), opt.ToArray(), max.ToArray());
        return this;
    }

    /// <summary>IOptimizationProfile::setShapeValuesV2, for all three selectors: for an input that is a shape tensor.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="min">The smallest values.</param>
    /// <param name="opt">The values that the engine is tuned for.</param>
    /// <param name="max">The largest values.</param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentException">The values differ in number, or are not min ≤ opt ≤ max.</exception>
    public OptimizationProfileOptions SetShapeValues(
        string input, ReadOnlySpan<long> min, ReadOnlySpan<long> opt, ReadOnlySpan<long> max)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        OptimizationProfile.RequireOrdered(input, min, opt, max);
        _values[input] = new Range(min.ToArray(), opt.ToArray(), max.ToArray());
        return this;
    }

    /// <summary>One line: "input [1, 3]..[8, 3]..[64, 3]".</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string input, Range range) in _shapes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "; " : "")}{input} {range}");
        }

        foreach ((string input, Range range) in _values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "; " : "")}{input} values {range}");
        }

        return text.ToString();
    }

    internal OptimizationProfileOptions Clone()
    {
        OptimizationProfileOptions copy = new();
        foreach ((string input, Range range) in _shapes)
        {
            copy._shapes.Add(input, range);
        }

        foreach ((string input, Range range) in _values)
        {
            copy._values.Add(input, range);
        }

        return copy;
    }

    internal sealed record Range(long[] Min, long[] Opt, long[] Max)
    {
        public override string ToString() =>
            $"[{string.Join(", ", Min)}]..[{string.Join(", ", Opt)}]..[{string.Join(", ", Max)}]";
    }
}
