using System.Runtime.InteropServices;

namespace TensorRTSharp;

/// <summary>
/// An argument of a kernel (<see cref="DeviceKernel.Launch(nint, int, int, ReadOnlySpan{KernelArgument})"/>): a number or an
/// address, which become one by themselves.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
public readonly struct KernelArgument
{
    [FieldOffset(0)]
    private readonly long _integer;

    [FieldOffset(0)]
    private readonly float _single;

    [FieldOffset(0)]
    private readonly double _double;

    private KernelArgument(long value) => _integer = value;

    private KernelArgument(float value) => _single = value;

    private KernelArgument(double value) => _double = value;

    /// <summary>An address: a pointer, or .u64.</summary>
    /// <param name="value">The address.</param>
    public static implicit operator KernelArgument(nint value) => new((long)value);

    /// <summary>A 64-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator KernelArgument(long value) => new(value);

    /// <summary>A 32-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator KernelArgument(int value) => new(value);

    /// <summary>A 32-bit integer without sign.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator KernelArgument(uint value) => new(value);

    /// <summary>A 32-bit floating-point number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator KernelArgument(float value) => new(value);

    /// <summary>A 64-bit floating-point number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator KernelArgument(double value) => new(value);
}
