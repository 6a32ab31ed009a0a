using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>Each counter sees what is leaked: the tests that rely on them can fail.</summary>
internal sealed class LiveObjectsTests
{
    [Test]
    public void A_kept_builder_shows_as_handles()
    {
        TensorRT library = CpuBackend.Require();
        LiveObjects before = LiveObjects.Now;
        using Builder leak = library.CreateBuilder();
        Assert.That(
            LiveObjects.CollectUntil(before),
            Is.EqualTo(before with
            {
                NativeHandles = before.NativeHandles + 1,
                SafeHandles = before.SafeHandles + 1,
            }));
    }

    [Test]
    public void A_kept_logger_shows_as_user_data()
    {
        CpuBackend.Require();
        LiveObjects before = LiveObjects.Now;
        UserData leak = LoggerCallback.Create(new TestLogger(), out _);
        Assert.That(LiveObjects.CollectUntil(before), Is.EqualTo(before with { UserData = before.UserData + 1 }));
        leak.Free();
        Assert.That(LiveObjects.Now, Is.EqualTo(before));
    }

    [Test]
    public void A_kept_buffer_shows_as_bytes()
    {
        TensorRT library = CpuBackend.Require();
        LiveObjects before = LiveObjects.Now;
        using DeviceBuffer leak = library.AllocateBuffer(1234);
        Assert.That(LiveObjects.CollectUntil(before).NativeBytes, Is.EqualTo(before.NativeBytes + 1234));
    }

    [Test]
    public void A_kept_plan_shows_as_bytes()
    {
        TensorRT library = CpuBackend.Require();
        LiveObjects before = LiveObjects.Now;
        using SerializedEngine leak = Engines.Plan(library, Models.Affine(), ([1, 3], [2, 3], [8, 3]));
        Assert.That(LiveObjects.CollectUntil(before).NativeBytes, Is.EqualTo(before.NativeBytes + leak.ByteLength));
    }

    [Test]
    public void An_engine_keeps_its_plan_and_gives_it_back()
    {
        TensorRT library = CpuBackend.Require();
        LiveObjects before = LiveObjects.Now;
        using (Engine engine = Engines.Affine(library))
        {
            Assert.That(LiveObjects.CollectUntil(before).NativeBytes, Is.GreaterThan(before.NativeBytes));
        }

        Assert.That(LiveObjects.Now, Is.EqualTo(before));
    }

    [Test]
    public void A_kept_object_shows_as_alive()
    {
        object leak = new();
        List<WeakReference> traces = [new(leak), Forgotten()];
        LiveObjects.CollectUntil(LiveObjects.Now, traces);
        Assert.That(LiveObjects.CountAlive(traces), Is.EqualTo(1));
        GC.KeepAlive(leak);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Forgotten() => new(new object());
}
