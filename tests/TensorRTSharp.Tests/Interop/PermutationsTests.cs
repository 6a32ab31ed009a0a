using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop;

internal sealed class PermutationsTests
{
    [TestCase(new int[0], new[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [TestCase(new[] { 1, 2, 0 }, new[] { 1, 2, 0, 3, 4, 5, 6, 7 })]
    [TestCase(new[] { 7, 6, 5, 4, 3, 2, 1, 0 }, new[] { 7, 6, 5, 4, 3, 2, 1, 0 })]
    public void Dimensions_beyond_those_named_stay(int[] order, int[] all)
    {
        NativePermutation native = Permutations.From(order);
        Assert.That(Permutations.ToArray(native, 8), Is.EqualTo(all));
        Assert.That(Permutations.ToArray(native, order.Length), Is.EqualTo(order));
    }

    [TestCase(new[] { 0, 0 })]
    [TestCase(new[] { 1 })]
    [TestCase(new[] { 0, 8 })]
    [TestCase(new[] { 0, -1 })]
    [TestCase(new[] { 0, int.MinValue })]
    [TestCase(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 })]
    public void What_is_no_order_is_refused(int[] order) =>
        Assert.That(
            () => Permutations.From(order, "SetFirstTranspose"),
            Throws.ArgumentException.With.Message.Contains($"SetFirstTranspose was given [{string.Join(", ", order)}]"));

    [TestCase(new[] { 1, 0 }, 1, false)]
    [TestCase(new[] { 1, 0 }, 2, true)]
    [TestCase(new[] { 1, 0 }, 8, true)]
    [TestCase(new int[0], 0, true)]
    [TestCase(new[] { 0, 2, 1 }, 2, false)]
    public void An_order_is_within_a_number_of_dimensions(int[] order, int rank, bool isWithin) =>
        Assert.That(Permutations.IsWithin(Permutations.From(order), rank), Is.EqualTo(isWithin));
}
