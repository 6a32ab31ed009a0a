using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Interop.Callbacks;

internal sealed unsafe class OutputAllocatorCallbackTests
{
    [Test]
    public void Memory_grows_at_least_twofold_and_is_kept()
    {
        using GrowingOutputCallback callback = new(CpuBackend.Require().Library);
        nint first = callback.Reserve(1000, 64);
        Assert.That(callback.Capacity, Is.EqualTo(1000));
        Assert.That(callback.Reserve(900, 64), Is.EqualTo(first));
        _ = callback.Reserve(1001, 64);
        Assert.That(callback.Capacity, Is.EqualTo(2000));
        _ = callback.Reserve(10_000, 64);
        Assert.That(callback.Capacity, Is.EqualTo(10_000));
    }

    [Test]
    public void An_empty_output_gets_an_address_too()
    {
        using GrowingOutputCallback callback = new(CpuBackend.Require().Library);
        Assert.That(callback.Reserve(0, 1), Is.Not.EqualTo(nint.Zero));
    }

    [Test]
    public void The_last_shape_is_kept()
    {
        using GrowingOutputCallback callback = new(CpuBackend.Require().Library);
        Assert.That(callback.Shape, Is.Null);
        Notify(callback, [2, 3]);
        long[]? first = callback.Shape;
        Notify(callback, [2, 3]);
        Assert.That(callback.Shape, Is.SameAs(first), "the same shape allocates nothing");
        Notify(callback, [0]);
        Assert.That(callback.Shape, Is.EqualTo(new long[] { 0 }));
    }

    [Test]
    public void What_cannot_be_allocated_is_null_and_the_reason_is_kept()
    {
        using GrowingOutputCallback callback = new(CpuBackend.Require().Library);
        CallbackFailure failure = new();
        callback.ReportTo(failure);
        UserData userData = callback.Pin(out OutputAllocatorCallbacks callbacks);
        fixed (byte* name = "y\0"u8)
        {
            Assert.That(
                callbacks.ReallocateOutputAsync(name, null, long.MaxValue, 64, null, callbacks.UserData) == null);
        }

        userData.Free();
        Assert.That(failure.Take(), Is.InstanceOf<OutOfMemoryException>());
        Assert.That(callback.Capacity, Is.Zero);
    }

    private static void Notify(GrowingOutputCallback callback, long[] shape)
    {
        UserData userData = callback.Pin(out OutputAllocatorCallbacks callbacks);
        NativeDims dims = NativeDims.From(shape, "y");
        fixed (byte* name = "y\0"u8)
        {
            callbacks.NotifyShape(name, &dims, callbacks.UserData);
        }

        userData.Free();
    }
}
