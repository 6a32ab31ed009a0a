using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop;

internal sealed class AxisMaskTests
{
    [TestCase(new int[0], 0u)]
    [TestCase(new[] { 0 }, 1u)]
    [TestCase(new[] { 2, 0 }, 0b101u)]
    [TestCase(new[] { 7, 1, 1 }, 0b1000_0010u)]
    public void Axes_are_bits(int[] axes, uint mask) => Assert.That(AxisMask.Of(axes), Is.EqualTo(mask));

    [TestCase(0u, new int[0])]
    [TestCase(0b1000_0101u, new[] { 0, 2, 7 })]
    [TestCase(0x8000_0000u, new[] { 31 })]
    public void Bits_are_axes(uint mask, int[] axes) => Assert.That(AxisMask.ToArray(mask), Is.EqualTo(axes));

    [TestCase(-1)]
    [TestCase(8)]
    [TestCase(32)]
    public void What_is_no_axis_is_refused(int axis) =>
        Assert.That(
            () => AxisMask.Of([0, axis], "AddReduce"),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("AddReduce takes axes from 0 to 7"));
}
