using NUnit.Framework;

namespace TensorRTSharp.Tests.Memory;

internal sealed class TensorSizeTests
{
    [TestCase(DataType.Float, 24)]
    [TestCase(DataType.Half, 12)]
    [TestCase(DataType.BF16, 12)]
    [TestCase(DataType.Int64, 48)]
    [TestCase(DataType.UInt8, 6)]
    [TestCase(DataType.Int4, 3)]
    public void Bytes_are_the_elements_times_their_size(DataType type, long bytes) =>
        Assert.That(TensorSize.Bytes([2, 3], type), Is.EqualTo(bytes));

    [Test]
    public void Every_data_type_has_a_size() =>
        Assert.That(Enum.GetValues<DataType>().Select(type => TensorSize.Bytes([8], type)), Is.All.Positive);

    [Test]
    public void A_scalar_has_one_element_and_an_empty_tensor_none()
    {
        Assert.That(TensorSize.Bytes([], DataType.Float), Is.EqualTo(4));
        Assert.That(TensorSize.Bytes([3, 0, 5], DataType.Float), Is.Zero);
    }

    [Test]
    public void Half_filled_bytes_count_whole() => Assert.That(TensorSize.Bytes([3], DataType.FP4), Is.EqualTo(2));

    [Test]
    public void Sizes_that_no_long_holds_overflow() =>
        Assert.That(() => TensorSize.Bytes([long.MaxValue, 2], DataType.Int8), Throws.TypeOf<OverflowException>());

    [Test]
    public void A_shape_is_known_when_no_dimension_is_negative()
    {
        Assert.That(TensorSize.IsKnown([1, 0, 3]));
        Assert.That(TensorSize.IsKnown([1, -1, 3]), Is.False);
    }
}
