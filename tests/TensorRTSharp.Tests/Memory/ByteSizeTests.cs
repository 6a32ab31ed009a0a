using NUnit.Framework;

namespace TensorRTSharp.Tests.Memory;

internal sealed class ByteSizeTests
{
    [Test]
    public void Units_are_powers_of_1024()
    {
        Assert.That(ByteSize.Bytes(3).Value, Is.EqualTo(3));
        Assert.That(ByteSize.KiB(3).Value, Is.EqualTo(3L * 1024));
        Assert.That(ByteSize.MiB(3).Value, Is.EqualTo(3L * 1024 * 1024));
        Assert.That(ByteSize.GiB(3).Value, Is.EqualTo(3L * 1024 * 1024 * 1024));
        Assert.That(ByteSize.Zero.Value, Is.Zero);
    }

    [Test]
    public void The_largest_size_fits()
    {
        Assert.That(ByteSize.Bytes(long.MaxValue).Value, Is.EqualTo(long.MaxValue));
        Assert.That(ByteSize.GiB(long.MaxValue >> 30).Value, Is.EqualTo((long.MaxValue >> 30) << 30));
    }

    [Test]
    public void What_does_not_fit_is_refused()
    {
        Assert.That(() => ByteSize.Bytes(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ByteSize.KiB((long.MaxValue >> 10) + 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ByteSize.GiB(long.MaxValue), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Sizes_compare_by_their_bytes()
    {
        ByteSize small = ByteSize.KiB(1);
        ByteSize large = ByteSize.MiB(1);
        Assert.That(small < large && small <= large && large > small && large >= small && small != large);
        Assert.That(ByteSize.KiB(1024) == large);
        Assert.That(ByteSize.KiB(1024).Equals((object)large));
        Assert.That(ByteSize.KiB(1024).GetHashCode(), Is.EqualTo(large.GetHashCode()));
        Assert.That(small.CompareTo(large), Is.Negative);
        Assert.That(small.CompareTo(null), Is.Positive);
        Assert.That(() => small.CompareTo("1 KiB"), Throws.ArgumentException);
    }

    [TestCase(0, "0 B")]
    [TestCase(1023, "1023 B")]
    [TestCase(1536, "1.5 KiB")]
    [TestCase(4L << 30, "4 GiB")]
    [TestCase(5L << 40, "5 TiB")]
    public void Text_has_the_largest_unit_that_fits(long bytes, string text) =>
        Assert.That(ByteSize.Bytes(bytes).ToString(), Is.EqualTo(text));
}
