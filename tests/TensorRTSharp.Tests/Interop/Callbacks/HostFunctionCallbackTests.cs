using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Interop.Callbacks;

internal sealed class HostFunctionCallbackTests
{
    private static LibraryPointer Library => CpuBackend.Require().Library;

    [Test]
    public void Actions_run_in_the_streams_order()
    {
        using StreamHandle stream = NativeMethods.StreamCreate(Library);
        CallbackFailure failure = new();
        List<int> seen = [];
        for (int i = 0; i < 100; i++)
        {
            int number = i;
            stream.HostFunctions.Launch(stream, () => seen.Add(number), failure);
        }

        NativeMethods.StreamSynchronize(stream, failure);
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 100)));
    }

    [Test]
    public void Actions_of_many_threads_run_once_each_and_never_at_once()
    {
        using StreamHandle stream = NativeMethods.StreamCreate(Library);
        CallbackFailure failure = new();
        int total = 0;
        int running = 0;
        Parallel.For(0, 400, _ => stream.HostFunctions.Launch(
            stream,
            () =>
            {
                Assert.That(Interlocked.Increment(ref running), Is.EqualTo(1));
                total++;
                _ = Interlocked.Decrement(ref running);
            },
            failure));
        NativeMethods.StreamSynchronize(stream, failure);
        Assert.That(total, Is.EqualTo(400));
    }

    [Test]
    public void What_an_action_throws_comes_with_the_next_synchronization()
    {
        using StreamHandle stream = NativeMethods.StreamCreate(Library);
        CallbackFailure failure = new();
        FormatException thrown = new("bad");
        bool ranOn = false;
        stream.HostFunctions.Launch(stream, () => throw thrown, failure);
        stream.HostFunctions.Launch(stream, () => ranOn = true, failure);
        Assert.That(
            () => NativeMethods.StreamSynchronize(stream, failure),
            Throws.TypeOf<InferenceException>().With.InnerException.SameAs(thrown));
        Assert.That(ranOn);
        NativeMethods.StreamSynchronize(stream, failure);
    }

    [Test]
    public void Disposing_a_stream_waits_for_its_actions()
    {
        CallbackFailure failure = new();
        bool hasRun = false;
        using (StreamHandle stream = NativeMethods.StreamCreate(Library))
        {
            stream.HostFunctions.Launch(
                stream,
                () =>
                {
                    Thread.Sleep(20);
                    hasRun = true;
                },
                failure);
        }

        Assert.That(hasRun);
    }

    [Test]
    public void A_disposed_stream_takes_no_action()
    {
        StreamHandle stream = NativeMethods.StreamCreate(Library);
        stream.Dispose();
        Assert.That(
            () => stream.HostFunctions.Launch(stream, static () => { }, new CallbackFailure()),
            Throws.TypeOf<ObjectDisposedException>());
    }
}
