using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>Sets that native code takes as the bits of a number: of axes, or of an enum's values.</summary>
internal static class BitMask
{
    /// <summary>The axes as bits; the caller's name is for the message where one cannot be.</summary>
    internal static uint OfAxes(ReadOnlySpan<int> axes, [CallerMemberName] string method = "")
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

    /// <summary>The numbers of the bits that are set, the lowest first.</summary>
    internal static int[] ToArray(uint mask)
    {
        int[] bits = new int[BitOperations.PopCount(mask)];
        for (int index = 0; index < bits.Length; index++, mask &= mask - 1)
        {
            bits[index] = BitOperations.TrailingZeroCount(mask);
        }

        return bits;
    }

    /// <summary>An enum's values as bits.</summary>
    internal static uint Of<T>(ReadOnlySpan<T> values)
        where T : struct, Enum
    {
        uint mask = 0;
        foreach (int value in MemoryMarshal.Cast<T, int>(values))
        {
            mask |= value is >= 0 and < 32
                ? 1u << value
                : throw new ArgumentOutOfRangeException(nameof(values), value, $"{typeof(T).Name} has no such value.");
        }

        return mask;
    }

    /// <summary>The values whose bits are set.</summary>
    internal static T[] ToArray<T>(uint mask)
        where T : struct, Enum =>
        MemoryMarshal.Cast<int, T>(ToArray(mask)).ToArray();
}
