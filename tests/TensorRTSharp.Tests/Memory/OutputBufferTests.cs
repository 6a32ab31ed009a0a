using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Memory;

internal sealed class OutputBufferTests
{
    [Test]
    public void An_output_of_unknown_size_is_read_with_its_real_shape()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.NonZero(library);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer input = library.AllocateBuffer(4096 * sizeof(float));
        using OutputBuffer output = library.CreateOutputBuffer();
        context.SetTensorAddress("x", input);
        context.SetOutputBuffer("indices", output);
        foreach (int count in new[] { 4, 4096, 4 })
        {
            input.CopyFrom<float>([.. Enumerable.Range(0, count).Select(index => (float)(index % 2))]);
            context.SetInputShape("x", [count]);
            Assert.That(context.GetTensorShape("indices"), Is.EqualTo(new long[] { 1, -1 }));
            context.Enqueue(stream);
            stream.Synchronize();
            Assert.That(output.Shape.ToArray(), Is.EqualTo(new long[] { 1, count / 2 }));
            Assert.That(output.ByteLength, Is.EqualTo(count / 2 * sizeof(long)));
            Assert.That(
                output.ToArray<long>(), Is.EqualTo(Enumerable.Range(0, count / 2).Select(index => (2L * index) + 1)));
        }

        Assert.That(output.Capacity, Is.GreaterThanOrEqualTo(2048 * sizeof(long)), "memory is kept");
    }

    [Test]
    public void An_empty_output_is_empty()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.NonZero(library);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer input = library.AllocateBuffer(4 * sizeof(float));
        using OutputBuffer output = library.CreateOutputBuffer();
        input.CopyFrom<float>(new float[4]);
        context.SetInputShape("x", [4]);
        context.SetTensorAddress("x", input);
        context.SetOutputBuffer("indices", output);
        context.Enqueue(stream);
        stream.Synchronize();
        Assert.That(output.Shape.ToArray(), Is.EqualTo(new long[] { 1, 0 }));
        Assert.That(output.ToArray<long>(), Is.Empty);
    }

    [Test]
    public void Fixed_memory_for_an_output_of_unknown_size_is_refused()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.NonZero(library);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer buffer = library.AllocateBuffer(16);
        context.SetInputShape("x", [4]);
        context.SetTensorAddress("x", buffer);
        context.SetTensorAddress("indices", buffer);
        Assert.That(
            () => context.Enqueue(stream),
            Throws.InvalidOperationException.With.Message.Contains("'indices'")
                .And.Message.Contains("SetOutputBuffer"));
    }

    [Test]
    public void Before_a_run_there_is_nothing_to_read()
    {
        using OutputBuffer output = CpuBackend.Require().CreateOutputBuffer();
        Assert.That(
            () => output.Shape.Length, Throws.InvalidOperationException.With.Message.Contains("SetOutputBuffer"));
        Assert.That(() => output.ByteLength, Throws.InvalidOperationException);
        Assert.That(output.Capacity, Is.Zero);
    }

    [Test]
    public void Reading_with_the_wrong_type_or_too_little_room_is_refused()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.Affine(library);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer input = library.AllocateBuffer(12);
        using OutputBuffer output = library.CreateOutputBuffer();
        input.CopyFrom<float>([1, 2, 3]);
        context.SetInputShape("x", [1, 3]);
        context.SetTensorAddress("x", input);
        context.SetOutputBuffer("y", output);
        context.Enqueue(stream);
        stream.Synchronize();
        Assert.That(() => output.ToArray<double>(), Throws.ArgumentException.With.Message.Contains("12"));
        Assert.That(() => output.CopyTo<float>(new float[2]), Throws.ArgumentException.With.Message.Contains("3"));
        float[] room = [0, 0, 0, -1];
        output.CopyTo<float>(room);
        Assert.That(room, Is.EqualTo(new float[] { 3, 5, 7, -1 }));
    }

    [Test]
    public void Disposed_while_bound_it_is_refused_and_freed_with_the_context()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.NonZero(library);
        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = library.CreateStream();
        using DeviceBuffer input = library.AllocateBuffer(16);
        OutputBuffer output = library.CreateOutputBuffer();
        context.SetInputShape("x", [4]);
        context.SetTensorAddress("x", input);
        context.SetOutputBuffer("indices", output);
        output.Dispose();
        Assert.That(
            () => context.Enqueue(stream), Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("'indices'"));
        Assert.That(() => output.Shape.Length, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => context.SetOutputBuffer("indices", output), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void One_output_at_a_time_may_write_to_it()
    {
        TensorRT library = CpuBackend.Require();
        using Engine engine = Engines.NonZero(library);
        using InferenceContext second = engine.CreateContext();
        using OutputBuffer output = library.CreateOutputBuffer();
        using (InferenceContext first = engine.CreateContext())
        {
            first.SetOutputBuffer("indices", output);
            first.SetOutputBuffer("indices", output);
            Assert.That(
                () => second.SetOutputBuffer("indices", output),
                Throws.InvalidOperationException.With.Message.Contains("bound to output 'indices'"));
        }

        second.SetOutputBuffer("indices", output);
    }
}
