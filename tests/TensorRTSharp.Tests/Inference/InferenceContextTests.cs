using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

internal sealed class InferenceContextTests
{
    [Test]
    public void A_run_computes()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using AffineRun run = new(engine, rows: 2);
        Assert.That(run.Execute(20.5f), Is.EqualTo(Enumerable.Repeat(42f, 6)));
    }

    [Test]
    public void Shapes_of_outputs_follow_those_of_inputs()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using InferenceContext context = engine.CreateContext();
        Assert.That(context.AllInputDimensionsSpecified, Is.False);
        context.SetInputShape("x", [5, 3]);
        Assert.That(context.AllInputDimensionsSpecified);
        Assert.That(context.GetTensorShape("y"), Is.EqualTo(new long[] { 5, 3 }));
        Span<long> shape = stackalloc long[8];
        Assert.That(context.GetTensorShape("y", shape), Is.EqualTo(2));
        Assert.That(shape[..2].ToArray(), Is.EqualTo(new long[] { 5, 3 }));
    }

    [Test]
    public void A_shape_outside_the_profile_is_refused_by_tensor_dimension_and_limit()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using InferenceContext context = engine.CreateContext();
        Assert.That(
            () => context.SetInputShape("x", [9, 3]),
            Throws.ArgumentException.With.Message.Contains("x").And.Message.Contains("9").And.Message.Contains("8"));
    }

    [Test]
    public void An_unknown_tensor_is_refused_with_those_that_there_are()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using InferenceContext context = engine.CreateContext();
        Assert.That(
            () => context.SetInputShape("pixels", [1, 3]),
            Throws.ArgumentException.With.Message.Contains("'pixels'").And.Message.Contains("'x'")
                .And.Message.Contains("'y'"));
        Assert.That(
            () => context.SetInputShape("y", [1, 3]), Throws.ArgumentException.With.Message.Contains("no input"));
    }

    [Test]
    public void What_is_missing_is_named_before_a_run()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.Affine(library);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer small = library.AllocateBuffer(12);
        using DeviceBuffer large = library.AllocateBuffer(24);
        Assert.That(
            () => context.Enqueue(stream),
            Throws.InvalidOperationException.With.Message.Contains("'x'").And.Message.Contains("SetInputShape"));
        context.SetInputShape("x", [2, 3]);
        Assert.That(
            () => context.Enqueue(stream),
            Throws.InvalidOperationException.With.Message.Contains("'x'").And.Message.Contains("SetTensorAddress"));
        context.SetTensorAddress("x", large);
        Assert.That(
            () => context.Enqueue(stream),
            Throws.InvalidOperationException.With.Message.Contains("'y'").And.Message.Contains("SetOutputBuffer"));
        context.SetTensorAddress("y", small);
        Assert.That(
            () => context.Enqueue(stream),
            Throws.InvalidOperationException.With.Message.Contains("'y'").And.Message.Contains("[2, 3]")
                .And.Message.Contains("24").And.Message.Contains("12"));
        context.SetInputShape("x", [1, 3]);
        context.Enqueue(stream);
    }

    [Test]
    public void A_run_in_the_steady_state_allocates_nothing()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using AffineRun run = new(engine, rows: 4);
        long[] shape = [4, 3];
        for (int warmUp = 0; warmUp < 50; warmUp++)
        {
            Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            Run();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run()
        {
            run.Context.SetInputShape("x", shape);
            run.Context.Enqueue(run.Stream);
            run.Stream.Synchronize();
        }
    }

    [Test]
    public void A_bound_buffer_lives_as_long_as_it_is_bound()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.Affine(library);
        InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        DeviceBuffer input = library.AllocateBuffer(12);
        DeviceBuffer output = library.AllocateBuffer(12);
        context.SetInputShape("x", [1, 3]);
        context.SetTensorAddress("x", input);
        context.SetTensorAddress("y", output);
        context.Enqueue(stream);
        input.Dispose();
        output.Dispose();
        Assert.That(
            () => context.Enqueue(stream), Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("'x'"));
        stream.Synchronize();
        context.Dispose();
    }

    [Test]
    public void Another_buffer_takes_the_place_of_the_first()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.Affine(library);
        using AffineRun run = new(engine, rows: 1);
        using DeviceBuffer other = library.AllocateBuffer(12);
        using OutputBuffer growing = library.CreateOutputBuffer();
        _ = run.Execute(1);
        run.Context.SetTensorAddress("y", other);
        _ = run.Execute(2);
        float[] result = new float[3];
        other.CopyTo<float>(result);
        Assert.That(result, Is.All.EqualTo(5f));
        run.Context.SetOutputBuffer("y", growing);
        _ = run.Execute(3);
        Assert.That(growing.ToArray<float>(), Is.EqualTo(new[] { 7f, 7f, 7f }));
        run.Context.SetTensorAddress("y", other);
        _ = run.Execute(4);
        other.CopyTo<float>(result);
        Assert.That(result, Is.All.EqualTo(9f));
    }

    [Test]
    public void A_second_thread_is_refused()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.Load(library, Models.Slow());
        using SlowRun run = new(engine);
        Task first = Task.Run(run.Enqueue);
        SpinWait.SpinUntil(() => !run.Stream.IsIdle || first.IsCompleted);
        Assert.That(() => run.Enqueue(), Throws.InvalidOperationException.With.Message.Contains("Another thread"));
        Assert.That(
            () => run.Context.SetInputShape("x", [1024, 1024]),
            Throws.InvalidOperationException.With.Message.Contains("Another thread"));
        run.Context.Cancel();
        Assert.That(() => first.Wait(), Throws.InnerException.TypeOf<OperationCanceledException>());
    }

    [Test]
    public void A_token_ends_a_run_and_the_context_stays_usable()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.Load(library, Models.Slow());
        using SlowRun run = new(engine);
        using CancellationTokenSource source = new();
        source.CancelAfter(TimeSpan.FromMilliseconds(50));
        Assert.That(
            () => run.Enqueue(source.Token),
            Throws.TypeOf<OperationCanceledException>()
                .With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(source.Token));
        using CancellationTokenSource again = new(TimeSpan.FromMilliseconds(50));
        Assert.That(() => run.Enqueue(again.Token), Throws.TypeOf<OperationCanceledException>());
    }

    [Test]
    public void A_cancelled_token_enqueues_nothing()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using AffineRun run = new(engine, rows: 1);
        Assert.That(
            () => run.Context.Enqueue(run.Stream, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(run.Execute(1), Is.All.EqualTo(3f));
    }

    [Test]
    public void Cancelling_nothing_does_nothing()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using AffineRun run = new(engine, rows: 1);
        run.Context.Cancel();
        Assert.That(run.Execute(1), Is.All.EqualTo(3f));
    }

    [Test]
    public void Selecting_a_profile_asks_for_shapes_again()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using AffineRun run = new(engine, rows: 1);
        _ = run.Execute(1);
        run.Context.SetOptimizationProfile(0, run.Stream);
        Assert.That(
            () => run.Context.Enqueue(run.Stream),
            Throws.InvalidOperationException.With.Message.Contains("SetInputShape"));
        run.Context.SetInputShape("x", [1, 3]);
        Assert.That(run.Execute(1), Is.All.EqualTo(3f));
        Assert.That(() => run.Context.SetOptimizationProfile(1, run.Stream), Throws.ArgumentException);
    }

    [Test]
    public void A_context_has_a_name()
    {
        using Engine engine = Engines.Affine(CpuBackend.Require());
        using InferenceContext context = engine.CreateContext();
        context.Name = "worker 3";
        Assert.That(context.Name, Is.EqualTo("worker 3"));
    }
}
