using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class TypedArrayTests
{
    [Test]
    public void Data_must_fill_the_shape() =>
        Assert.That(
            () => new TypedArray(ElementType.Float32, [2, 3], new byte[20]),
            Throws.ArgumentException.With.Message.Contains("20 bytes").And.Message.Contains("takes 24"));

    [Test]
    public void Elements_are_given_only_as_what_they_are() =>
        Assert.That(
            () => TypedArray.From([1, 2], 2).ToArray<float>(),
            Throws.InvalidOperationException.With.Message.Contains("Int32"));

    [Test]
    public void Every_element_type_widens_to_double()
    {
        Assert.That(TypedArray.From<Half>([(Half)(-0.5)], 1).ToDoubles(), Is.EqualTo(new[] { -0.5 }));
        Assert.That(TypedArray.From<float>([0.25f], 1).ToDoubles(), Is.EqualTo(new[] { 0.25 }));
        Assert.That(TypedArray.From<double>([0.1], 1).ToDoubles(), Is.EqualTo(new[] { 0.1 }));
        Assert.That(TypedArray.From<sbyte>([-1], 1).ToDoubles(), Is.EqualTo(new[] { -1.0 }));
        Assert.That(TypedArray.From<short>([-300], 1).ToDoubles(), Is.EqualTo(new[] { -300.0 }));
        Assert.That(TypedArray.From<int>([-70000], 1).ToDoubles(), Is.EqualTo(new[] { -70000.0 }));
        Assert.That(TypedArray.From<long>([-(1L << 40)], 1).ToDoubles(), Is.EqualTo(new[] { -1099511627776.0 }));
        Assert.That(TypedArray.From<byte>([255], 1).ToDoubles(), Is.EqualTo(new[] { 255.0 }));
        Assert.That(TypedArray.From<ushort>([65535], 1).ToDoubles(), Is.EqualTo(new[] { 65535.0 }));
        Assert.That(TypedArray.From<uint>([uint.MaxValue], 1).ToDoubles(), Is.EqualTo(new[] { 4294967295.0 }));
        Assert.That(TypedArray.From<ulong>([1UL << 63], 1).ToDoubles(), Is.EqualTo(new[] { 9223372036854775808.0 }));
        Assert.That(TypedArray.From<bool>([true, false], 2).ToDoubles(), Is.EqualTo(new[] { 1.0, 0.0 }));
    }

    [Test]
    public void Names_of_element_types_are_known_and_others_refused()
    {
        Assert.That(ElementTypes.FromName("float16"), Is.EqualTo(ElementType.Float16));
        Assert.That(ElementTypes.FromNpy("b1"), Is.EqualTo(ElementType.Bool));
        Assert.That(
            () => ElementTypes.FromName("bfloat16"),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("bfloat16"));
    }
}
