using System.Runtime.CompilerServices;

namespace TensorRTSharp;

/// <summary>Between enumerators and the masks in which TensorRT keeps them, a bit for each.</summary>
internal static class EnumMask
{
    internal static uint Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, Enum
    {
        uint mask = 0;
        foreach (T value in values)
        {
            T copy = value;
            mask |= 1u << Unsafe.As<T, int>(ref copy);
        }

        return mask;
    }

    internal static T[] ToArray<T>(uint mask)
        where T : unmanaged, Enum =>
        [.. Enum.GetValues<T>().Where(value => (mask >> Unsafe.As<T, int>(ref value) & 1) != 0)];
}
