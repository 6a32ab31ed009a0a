using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorRTSharp.Interop;

/// <summary>Axes, which native code takes as the bits of a number.</summary>
internal static class AxisMask
{
    /// <summary>The axes as bits; the caller's name is for the message where one cannot be.</summary>
    internal static uint Of(ReadOnlySpan<int> axes, [CallerMemberName] string method = "")
    {
        uint mask = 0;
        foreach (int axis in axes)
        {
            mask |= axis is >= 0 and < NativeDims.MaxRank
                ? 1u << axis
                : throw new ArgumentOutOfRangeException(
                    nameof(axes),
                    axis,
                    $"{method} takes axes from 0 to {NativeDims.MaxRank - 1}, counted from the first dimension.");
        }

        return mask;
    }

    /// <summary>The axes whose bits are set, the first one first.</summary>
    internal static int[] ToArray(uint mask)
    {
        int[] axes = new int[BitOperations.PopCount(mask)];
        for (int index = 0; index < axes.Length; index++, mask &= mask - 1)
        {
            axes[index] = BitOperations.TrailingZeroCount(mask);
        }

        return axes;
    }
}
