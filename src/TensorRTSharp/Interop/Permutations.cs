using System.Runtime.CompilerServices;

namespace TensorRTSharp.Interop;

/// <summary>nvinfer1::Permutation: the order of as many dimensions as a tensor has.</summary>
internal static unsafe class Permutations
{
    /// <summary>Dimensions beyond <paramref name="order"/>, which the tensor does not have, stay where they are.</summary>
    internal static NativePermutation From(ReadOnlySpan<int> order, [CallerMemberName] string method = "")
    {
        uint seen = 0;
        NativePermutation native = default;
        for (int index = 0; index < NativeDims.MaxRank; index++)
        {
            int from = index < order.Length ? order[index] : index;
            native.Order[index] = from;
            seen |= from is >= 0 and < NativeDims.MaxRank ? 1u << from : 0;
        }

        return order.Length <= NativeDims.MaxRank && seen == (1u << NativeDims.MaxRank) - 1
            ? native
            : throw new ArgumentException(
                $"{method} was given [{string.Join(", ", order.ToArray())}]; expected is each number from 0 to the number "
                + $"of dimensions less one, once, of at most {NativeDims.MaxRank} dimensions.",
                nameof(order));
    }

    /// <summary>Does a tensor of that many dimensions have all that its first numbers name?</summary>
    internal static bool IsWithin(in NativePermutation native, int rank)
    {
        bool isWithin = true;
        for (int index = 0; index < rank; index++)
        {
            isWithin &= native.Order[index] < rank;
        }

        return isWithin;
    }

    /// <summary>As many of its numbers as a tensor has dimensions: the rest means nothing.</summary>
    internal static int[] ToArray(in NativePermutation native, int rank)
    {
        int[] order = new int[rank];
        for (int index = 0; index < rank; index++)
        {
            order[index] = native.Order[index];
        }

        return order;
    }
}
