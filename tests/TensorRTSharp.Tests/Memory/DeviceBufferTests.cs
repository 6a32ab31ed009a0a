using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Memory;

internal sealed class DeviceBufferTests
{
    [Test]
    public void What_is_copied_in_comes_out()
    {
        using DeviceBuffer buffer = CpuBackend.Require().AllocateBuffer(6 * sizeof(float));
        Assert.That(buffer.ByteLength, Is.EqualTo(24));
        Assert.That(buffer.Address, Is.Not.EqualTo(nint.Zero));
        Assert.That((long)buffer.Address % 64, Is.Zero);
        buffer.CopyFrom<float>([1, 2, 3, 4, 5, 6]);
        float[] all = new float[6];
        buffer.CopyTo<float>(all);
        Assert.That(all, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }));
        float[] some = new float[2];
        buffer.CopyTo<float>(some);
        Assert.That(some, Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void What_does_not_fit_is_refused_with_both_sizes()
    {
        using DeviceBuffer buffer = CpuBackend.Require().AllocateBuffer(8);
        Assert.That(
            () => buffer.CopyFrom<float>(new float[3]),
            Throws.ArgumentException.With.Message.Contains("12").And.Message.Contains("8"));
        Assert.That(
            () => buffer.CopyTo<float>(new float[3]),
            Throws.ArgumentException.With.Message.Contains("12").And.Message.Contains("8"));
    }

    [Test]
    public void An_empty_buffer_is_a_buffer()
    {
        using DeviceBuffer buffer = CpuBackend.Require().AllocateBuffer(0);
        buffer.CopyFrom<float>([]);
        Assert.That(buffer.ByteLength, Is.Zero);
    }

    [Test]
    public void Too_much_is_out_of_memory()
    {
        TensorRT library = CpuBackend.Require();
        Assert.That(() => library.AllocateBuffer(long.MaxValue), Throws.TypeOf<TensorRTOutOfMemoryException>());
    }

    [Test]
    public void A_disposed_buffer_cannot_be_used()
    {
        DeviceBuffer buffer = CpuBackend.Require().AllocateBuffer(8);
        buffer.Dispose();
        buffer.Dispose();
        Assert.That(
            () => buffer.CopyFrom<float>([1]),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(DeviceBuffer)));
    }
}
