using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Memory;

/// <summary>Bits by IEEE 754's rule for halves, worked out by hand.</summary>
[Level("0")]
public sealed class BFloat16Tests
{
    [TestCase(0x3F800000u, 0x3F80, Description = "1")]
    [TestCase(0xC0490FDBu, 0xC049, Description = "-pi, rounded down")]
    [TestCase(0x3F808000u, 0x3F80, Description = "half way: to the even one below")]
    [TestCase(0x3F818000u, 0x3F82, Description = "half way: to the even one above")]
    [TestCase(0x3F808001u, 0x3F81, Description = "more than half way")]
    [TestCase(0x7F7FFFFFu, 0x7F80, Description = "the largest float is nearer to infinity")]
    [TestCase(0x00000001u, 0x0000, Description = "the smallest float")]
    [TestCase(0x80000000u, 0x8000, Description = "-0")]
    [TestCase(0xFF800000u, 0xFF80, Description = "-infinity")]
    public void A_float_becomes_the_nearest_one(uint bits, int expected) => Assert.That(
        ((BFloat16)BitConverter.UInt32BitsToSingle(bits)).ToBits(), Is.EqualTo(expected));

    [TestCase(0x7F800001u)]
    [TestCase(0x7FFFFFFFu)]
    [TestCase(0xFFC00000u)]
    public void What_is_no_number_stays_none(uint bits) =>
        Assert.That((float)(BFloat16)BitConverter.UInt32BitsToSingle(bits), Is.NaN);

    [Test]
    public void Every_one_of_them_is_a_float_and_comes_back()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            BFloat16 value = BFloat16.FromBits((ushort)bits);
            if (!float.IsNaN(value))
            {
                Assert.That(((BFloat16)(float)value).ToBits(), Is.EqualTo(bits));
            }
        }
    }

    [Test]
    public void They_are_equal_as_numbers()
    {
        BFloat16 nan = (BFloat16)float.NaN;
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That((BFloat16)0f == (BFloat16)(-0f), Is.True);
        Assert.That((BFloat16)1f != (BFloat16)2f, Is.True);
        Assert.That(nan.Equals(nan), Is.True, "as float.Equals says");
        Assert.That(((BFloat16)1.5f).ToString(), Is.EqualTo("1.5"));
    }
}
