using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Devices;

internal sealed class DeviceStreamTests
{
    [Test]
    public void A_new_stream_is_idle_and_has_a_handle()
    {
        using DeviceStream stream = CpuBackend.Require().CreateStream();
        Assert.That(stream.IsIdle);
        Assert.That(stream.Handle, Is.Not.EqualTo(nint.Zero));
        stream.Synchronize();
    }

    [Test]
    public void A_recorded_event_completes_with_the_work_before_it()
    {
        using DeviceStream first = CpuBackend.Require().CreateStream();
        using DeviceStream second = CpuBackend.Require().CreateStream();
        using DeviceEvent marker = CpuBackend.Require().CreateEvent();
        Assert.That(marker.IsCompleted, "an event that was never recorded");
        first.Record(marker);
        second.Wait(marker);
        second.Synchronize();
        marker.Synchronize();
        Assert.That(marker.IsCompleted);
    }

    [Test]
    public void Disposed_streams_and_events_cannot_be_used()
    {
        DeviceStream stream = CpuBackend.Require().CreateStream();
        DeviceEvent marker = CpuBackend.Require().CreateEvent();
        marker.Dispose();
        Assert.That(
            () => stream.Record(marker),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(DeviceEvent)));
        Assert.That(() => marker.Synchronize(), Throws.TypeOf<ObjectDisposedException>());
        stream.Dispose();
        Assert.That(
            () => stream.IsIdle, Throws.TypeOf<ObjectDisposedException>().With.Message.Contains(nameof(DeviceStream)));
        Assert.That(() => stream.Synchronize(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void No_event_is_no_event()
    {
        using DeviceStream stream = CpuBackend.Require().CreateStream();
        Assert.That(() => stream.Record(null!), Throws.ArgumentNullException);
        Assert.That(() => stream.Wait(null!), Throws.ArgumentNullException);
    }
}
