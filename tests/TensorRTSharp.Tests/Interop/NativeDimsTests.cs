using System.Runtime.InteropServices;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop;

internal sealed class NativeDimsTests
{
    [TestCase(new long[0])]
    [TestCase(new long[] { 7 })]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    public void A_shape_comes_back_as_it_went(long[] shape)
    {
        NativeDims dims = NativeDims.From(shape, "x");
        Assert.That(dims.Rank, Is.EqualTo(shape.Length));
        Assert.That(dims.ToArray("x"), Is.EqualTo(shape));
        Assert.That(dims.AsSpan().ToArray(), Is.EqualTo(shape));
    }

    [Test]
    public void Nine_dimensions_are_refused_by_the_name_of_the_tensor() =>
        Assert.That(
            () => NativeDims.From(new long[9], "pixels"),
            Throws.ArgumentException.With.Message.Contains("'pixels'").And.Message.Contains("9")
                .And.Message.Contains("8"));

    [Test]
    public void Copying_fills_a_span_and_tells_the_rank()
    {
        Span<long> target = stackalloc long[3];
        Assert.That(NativeDims.From([4, 5], "x").CopyTo(target, "x"), Is.EqualTo(2));
        Assert.That(target.ToArray(), Is.EqualTo(new long[] { 4, 5, 0 }));
    }

    [Test]
    public void Copying_into_too_little_room_is_refused_by_the_name_of_the_tensor() =>
        Assert.That(
            () => NativeDims.From([4, 5], "pixels").CopyTo(new long[1], "pixels"),
            Throws.ArgumentException.With.Message.Contains("'pixels'"));

    [Test]
    public void An_unknown_rank_has_no_dimensions()
    {
        // As native code fills it in.
        NativeDims dims = MemoryMarshal.Read<NativeDims>([255, 255, 255, 255, .. new byte[68]]);
        Assert.That(dims.IsRankKnown, Is.False);
        Assert.That(dims.AsSpan().Length, Is.Zero);
        Assert.That(dims.ToString(), Is.EqualTo("[unknown rank]"));
        Assert.That(() => dims.ToArray("pixels"), Throws.InvalidOperationException.With.Message.Contains("'pixels'"));
    }

    [Test]
    public void Text_is_the_shape() => Assert.That(NativeDims.From([4, -1], "x").ToString(), Is.EqualTo("[4, -1]"));

    [Test]
    public void Numbers_of_an_operation_are_kept()
    {
        NativeDims dims = NativeDims.Of([2, 0, -3]);
        Assert.That(dims.ToArray(), Is.EqualTo(new long[] { 2, 0, -3 }));
        Assert.That(dims.ToArrayOrNull(), Is.EqualTo(new long[] { 2, 0, -3 }));
        Assert.That(NativeDims.Of([]).ToArrayOrNull(), Is.Empty);
    }

    [Test]
    public void Too_many_numbers_of_an_operation_are_refused_by_its_name() =>
        Assert.That(
            () => NativeDims.Of(new long[9], "SetStride"),
            Throws.ArgumentException.With.Message.Contains("SetStride was given 9 numbers"));

    [TestCase(0)]
    [TestCase(-2)]
    [TestCase(long.MinValue)]
    public void A_block_has_elements(long size) =>
        Assert.That(
            () => NativeDims.OfBlock([1, size], "SetBlockShape"),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("SetBlockShape takes sizes from 1"));

    [Test]
    public void A_block_may_be_all_of_a_dimension() =>
        Assert.That(NativeDims.OfBlock([-1, 16]).ToArray(), Is.EqualTo(new long[] { -1, 16 }));
}
