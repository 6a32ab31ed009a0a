using System.Globalization;
using System.Text;

namespace TensorRTSharp;

/// <summary>The limits of an engine's optimization profiles, and which of them fits given inputs.</summary>
internal sealed class ProfileTable
{
    private readonly Engine _engine;
    private readonly int[] _checked; // the inputs that profiles say something of, by their position
    private readonly Limits[] _limits; // profile after profile, each with those inputs

    internal ProfileTable(Engine engine)
    {
        _engine = engine;
        _checked = [.. Enumerable.Range(0, engine.Inputs.Count).Where(input => IsLimited(engine.Inputs[input]))];
        _limits =
        [
            .. from profile in Enumerable.Range(0, engine.OptimizationProfileCount)
               from input in _checked
               select Limits.Of(engine, engine.Inputs[input], profile),
        ];
    }

    private int Count => _engine.OptimizationProfileCount;

    /// <summary>
    /// The profile whose optimum is closest to the shapes, of those whose limits they keep to; the first of equals.
    /// Allocates nothing where there is one, and no shape tensor.
    /// </summary>
    /// <param name="inputs">By the engine's order.</param>
    /// <param name="only">The one profile to take, or null.</param>
    /// <exception cref="ArgumentException">None fits: the message names tensor, dimension, value and limits.</exception>
    internal int Choose(ReadOnlySpan<InputSlot> inputs, int? only)
    {
        int best = -1;
        double bestDistance = double.PositiveInfinity;
        for (int profile = only ?? 0; profile <= (only ?? Count - 1); profile++)
        {
            double distance = Distance(inputs, profile);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (profile, distance);
            }
        }

        return best >= 0 || Count == 0 ? Math.Max(best, 0) : throw Misfit(inputs, only);
    }

    private static bool IsLimited(EngineTensor input) => IsShapeInput(input) || (input.IsRankKnown && input.IsDynamic);

    private static bool IsShapeInput(EngineTensor input) => input is { IsShapeTensor: true, Location: TensorLocation.Host };

    /// <summary>The sum over dimensions of how far they are from the optimum, in parts of it; infinite outside the limits.</summary>
    private double Distance(ReadOnlySpan<InputSlot> inputs, int profile)
    {
        double distance = 0;
        for (int index = 0; index < _checked.Length; index++)
        {
            Limits limits = _limits[(profile * _checked.Length) + index];
            ReadOnlySpan<long> given = Given(inputs[_checked[index]]);
            if (limits.FirstOutside(given) >= 0)
            {
                return double.PositiveInfinity;
            }

            for (int dimension = 0; dimension < given.Length; dimension++)
            {
                double optimum = limits.Optimum[dimension];
                distance += Math.Abs(given[dimension] - optimum) / Math.Max(optimum, 1);
            }
        }

        return distance;
    }

    private static ReadOnlySpan<long> Given(InputSlot input) =>
        IsShapeInput(input.Tensor) ? input.ReadShapeValues() : input.Shape.AsSpan();

    private ArgumentException Misfit(ReadOnlySpan<InputSlot> inputs, int? only)
    {
        StringBuilder text = new();
        bool several = Count > 1 && only is null;
        if (several)
        {
            text.Append(CultureInfo.InvariantCulture, $"The inputs fit none of the engine's {Count} optimization profiles.");
        }

        string widen = "";
        for (int profile = only ?? 0; profile <= (only ?? Count - 1); profile++)
        {
            for (int index = 0; index < _checked.Length; index++)
            {
                Limits limits = _limits[(profile * _checked.Length) + index];
                InputSlot input = inputs[_checked[index]];
                ReadOnlySpan<long> given = Given(input);
                int outside = limits.FirstOutside(given);
                if (outside < 0)
                {
                    continue;
                }

                string name = input.Tensor.Name;
                string what = IsShapeInput(input.Tensor) ? $"value {outside}" : $"dimension {outside}";
                string whole = IsShapeInput(input.Tensor) ? "values" : "shape";
                text.Append(several ? " " : "");
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"Input '{name}' has the {whole} [{string.Join(", ", given.ToArray())}]: {what} is {given[outside]}, and profile {profile} takes {limits.Minimum[outside]} to {limits.Maximum[outside]}.");
                widen = $" Give inputs within that, or build the engine with a profile that reaches as far: {(IsShapeInput(input.Tensor) ? nameof(EngineBuilder.WithShapeValues) : nameof(EngineBuilder.WithProfile))}(\"{name}\", min, opt, max).";
                break;
            }
        }

        return new ArgumentException(text.Append(widen).ToString());
    }

    /// <summary>What a profile says of an input: of its dimensions, or of its values where it is a shape tensor.</summary>
    private sealed record Limits(long[] Minimum, long[] Optimum, long[] Maximum)
    {
        internal static Limits Of(Engine engine, EngineTensor input, int profile)
        {
            long[] Read(OptProfileSelector selector) => IsShapeInput(input)
                ? engine.GetProfileShapeValues(input.Name, profile, selector)
                : engine.GetProfileShape(input.Name, profile, selector);
            return new Limits(
                Read(OptProfileSelector.Min), Read(OptProfileSelector.Opt), Read(OptProfileSelector.Max));
        }

        /// <summary>-1 where all are within.</summary>
        internal int FirstOutside(ReadOnlySpan<long> given)
        {
            int count = Math.Min(given.Length, Minimum.Length);
            for (int index = 0; index < count; index++)
            {
                if (given[index] < Minimum[index] || given[index] > Maximum[index])
                {
                    return index;
                }
            }

            return -1;
        }
    }
}
