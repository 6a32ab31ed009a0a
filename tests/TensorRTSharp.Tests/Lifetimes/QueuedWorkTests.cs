using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

/// <summary>What is forgotten, and what is disposed while work is queued.</summary>
internal sealed class LifetimeTests
{
    [Test]
    public void Forgotten_objects_are_freed_by_the_collector()
    {
        TensorRT library = CpuBackend.Require();
        (long managed, long native) = (NativeHandle.LiveCount, NativeMethods.DiagnosticsGetLiveHandleCount());
        UseAndForget(library);
        for (int attempt = 0; attempt < 20 && NativeHandle.LiveCount > managed; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(NativeHandle.LiveCount, Is.EqualTo(managed));
        Assert.That(NativeMethods.DiagnosticsGetLiveHandleCount(), Is.EqualTo(native));
    }

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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseAndForget(TensorRT library)
    {
        Builder builder = library.CreateBuilder(new TestLogger());
        Network network = builder.CreateNetwork();
        OnnxParser parser = network.CreateOnnxParser();
        parser.Parse(Models.NonZero());
        BuilderConfig config = builder.CreateConfig();
        config.ProgressMonitor = new TestMonitor();
        OptimizationProfile profile = builder.CreateOptimizationProfile();
        profile.SetDimensions("x", [1], [2], [3]);
        config.AddOptimizationProfile(profile);
        Runtime runtime = library.CreateRuntime(new TestLogger());
        Engine engine = runtime.DeserializeEngine(builder.BuildSerializedNetwork(network, config));
        InferenceContext context = engine.CreateContext();
        context.SetInputShape("x", [2]);
        context.SetTensorAddress("x", library.AllocateBuffer(8));
        context.SetOutputBuffer("indices", library.CreateOutputBuffer());
        context.Enqueue(library.CreateStream());
    }
}
