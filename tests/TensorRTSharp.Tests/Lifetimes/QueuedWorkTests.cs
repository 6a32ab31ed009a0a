using NUnit.Framework;
using TensorRTSharp.Tests.Inference;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>What is disposed while work is queued.</summary>
internal sealed class QueuedWorkTests
{
    [Test]
    public void Disposing_waits_for_queued_work([Range(0, 5)] int order)
    {
        TensorRT library = CpuBackend.Require();
        using Engine slow = Engines.Load(library, Models.Slow());
        using Engine affine = Engines.Affine(library);
        using SlowRun first = new(slow);
        using DeviceEvent firstIsDone = library.CreateEvent();
        Task running = Task.Run(first.Enqueue);
        SpinWait.SpinUntil(() => !first.Stream.IsIdle || running.IsCompleted);
        first.Stream.Record(firstIsDone);

        InferenceContext context = affine.CreateContext();
        DeviceStream stream = library.CreateStream();
        DeviceBuffer input = library.AllocateBuffer(12);
        DeviceBuffer output = library.AllocateBuffer(12);
        context.SetInputShape("x", [1, 3]);
        context.SetTensorAddress("x", input);
        context.SetTensorAddress("y", output);
        stream.Wait(firstIsDone);
        context.Enqueue(stream);
        Assert.That(stream.IsIdle, Is.False, "the work must be queued for this test to mean anything");

        IDisposable[] all = [context, stream, input, output];
        Task release = Task.Run(async () =>
        {
            await Task.Delay(20).ConfigureAwait(false);
            first.Context.Cancel();
        });
        foreach (int index in Orders[order])
        {
            all[index].Dispose();
        }

        Assert.That(firstIsDone.IsCompleted, "nothing was freed under the queued work");
        release.Wait();
        Assert.That(() => running.Wait(), Throws.InnerException.TypeOf<OperationCanceledException>());
    }

    private static readonly int[][] Orders =
        [[0, 1, 2, 3], [1, 0, 2, 3], [2, 3, 0, 1], [2, 3, 1, 0], [0, 2, 3, 1], [3, 0, 1, 2]];
}
