namespace TensorRTSharp;

/// <summary>What TensorRT 10 says in other words than 11, where one method here stands for both.</summary>
internal static class OlderTensorRT
{
    /// <summary>
    /// Is a library older than the TensorRT that first had a method? TensorRT-RTX has all that are asked about.
    /// </summary>
    internal static bool Is(Backend backend, Version version, int major, int minor) =>
        backend == Backend.TensorRT10 && version < new Version(major, minor);

    /// <summary>addAttention and setCausal, before TensorRT 11: there is one kind of mask.</summary>
    internal static bool IsCausal(CausalMaskKind kind, Version version) => kind switch
    {
        CausalMaskKind.None => false,
        CausalMaskKind.UpperLeft => true,
        _ => throw new TensorRTNotSupportedException(
            $"The causal mask {kind} needs TensorRT 11 or TensorRT-RTX; this is TensorRT {version}, which has None and "
            + "UpperLeft."),
    };

    /// <summary>addDynamicQuantize, before TensorRT 10.15: blocks extend along one dimension.</summary>
    internal static (int Axis, int BlockSize) SingleBlockedAxis(ReadOnlySpan<long> blockShape, Version version)
    {
        int axis = blockShape.IndexOfAnyExcept(1);
        bool isSingle = axis >= 0
            && blockShape[axis] is > 0 and <= int.MaxValue
            && blockShape[(axis + 1)..].IndexOfAnyExcept(1) < 0;
        return isSingle
            ? (axis, (int)blockShape[axis])
            : throw new TensorRTNotSupportedException(
                $"Blocks of the shape [{string.Join(", ", blockShape.ToArray())}] need TensorRT 10.15 or newer; this is "
                + $"TensorRT {version}, where one number is the block's size and all others are 1.");
    }
}
