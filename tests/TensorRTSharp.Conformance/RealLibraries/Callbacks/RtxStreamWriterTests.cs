using NUnit.Framework;
using TensorRTSharp.Conformance.RealLibraries.Layers;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>Plans that the real TensorRT-RTX writes to .NET streams while it builds.</summary>
[Level("1")]
internal sealed class RtxStreamWriterTests
{
    private const int LargeRows = 1024;
    private const int LargeWeights = LargeRows * 6144;

    [Test]
    public void A_streamed_plan_is_the_plan_that_is_built_in_memory()
    {
        using RtxDigits digits = new();
        using FaultyStream stream = new();
        digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, stream);
        byte[] streamed = stream.ToArray();
        Assert.That(stream.Writes, Is.Positive);
        Assert.That(streamed[..4], Is.EqualTo("vtrt"u8.ToArray()), "how TensorRT-RTX's plans begin");
        Assert.That(streamed.AsSpan().SequenceEqual(digits.Build()), Is.True, "byte for byte: TensorRT-RTX 1.7 measures nothing");
    }

    [Test]
    public void A_large_plan_is_written_in_pieces()
    {
        using RtxNetwork large = LargeNetwork();
        using BuilderConfig config = large.Builder.CreateConfig();
        using FaultyStream stream = new();
        large.Builder.BuildSerializedNetworkToStream(large.Network, config, stream);
        Assert.That(stream.Length, Is.GreaterThan(LargeWeights * sizeof(float)));
        Assert.That(stream.Writes, Is.GreaterThan(1));
    }

    [Test]
    public void The_first_write_that_fails_ends_the_build()
    {
        using FaultyStream stream = new() { FailsAtWrite = 1 };
        AssertFails(stream, "at write 1");
    }

    [Test]
    public void A_later_write_that_fails_ends_the_build()
    {
        using RtxNetwork large = LargeNetwork();
        using BuilderConfig config = large.Builder.CreateConfig();
        using FaultyStream stream = new() { FailsAtWrite = 2 };
        Assert.That(
            () => large.Builder.BuildSerializedNetworkToStream(large.Network, config, stream),
            Throws.TypeOf<EngineBuildException>().With.InnerException.InstanceOf<IOException>().And.Message.Contains("at write 2"));
        Assert.That(stream.Writes, Is.EqualTo(2), "nothing is written to a stream that failed");
    }

    [Test]
    public void A_full_disk_ends_the_build()
    {
        using FaultyStream stream = new() { Capacity = 100_000 };
        AssertFails(stream, "No space left");
    }

    [Test]
    public void A_closed_stream_ends_the_build()
    {
        MemoryStream closed = new();
        closed.Dispose();
        using RtxDigits digits = new();
        Assert.That(
            () => digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, closed),
            Throws.InstanceOf<EngineBuildException>().With.InnerException.InstanceOf<NotSupportedException>()
                .Or.InstanceOf<EngineBuildException>().With.InnerException.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    [LibraryRefuses]
    public void A_build_is_cancelled_between_its_steps_and_nothing_is_written_after()
    {
        using RtxDigits digits = new();
        using CancellationTokenSource source = new();
        digits.Config.ProgressMonitor = new NestingMonitor { AtFirstStep = source.Cancel };
        using FaultyStream stream = new();
        OperationCanceledException? cancelled = Assert.Catch<OperationCanceledException>(
            () => digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, stream, source.Token));
        Assert.That(cancelled!.CancellationToken, Is.EqualTo(source.Token));
        int writes = stream.Writes;
        digits.Config.ProgressMonitor = null;
        Assert.That(digits.Build(), Is.Not.Empty);
        Assert.That(stream.Writes, Is.EqualTo(writes));
    }

    [Test]
    public void A_cancellation_during_a_write_does_not_break_the_plan()
    {
        using RtxDigits digits = new();
        using CancellationTokenSource source = new();
        using FaultyStream stream = new() { AtFirstWrite = source.Cancel };
        try
        {
            digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, stream, source.Token);
            Assert.That(stream.Length, Is.EqualTo(digits.Build().Length), "it was complete before it could be cancelled");
        }
        catch (OperationCanceledException cancelled)
        {
            Assert.That(cancelled.CancellationToken, Is.EqualTo(source.Token));
        }

        Assert.That(source.IsCancellationRequested, Is.True);
        Assert.That(digits.Build(), Is.Not.Empty);
    }

    /// <summary>A product with weights that are larger than what is written at once.</summary>
    private static RtxNetwork LargeNetwork()
    {
        RtxNetwork large = new();
        const int columns = LargeWeights / LargeRows;
        Weights weights = Weights.From(Enumerable.Range(0, LargeWeights).Select(index => (float)(index % 1001)).ToArray());
        Tensor constant = large.Network.AddConstant(weights, LargeRows, columns).GetOutput();
        large.Network.MarkOutput(large.Network.AddMatrixMultiply(
            large.Input(1, LargeRows), MatrixOperation.None, constant, MatrixOperation.None).GetOutput());
        return large;
    }

    /// <summary>One typed exception with the stream's inside; nothing is left, and the next build works.</summary>
    private static void AssertFails(FaultyStream stream, string text)
    {
        using RtxDigits digits = new();
        _ = digits.Build();
        LiveNative before = LiveNative.Settled();
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(
            () => digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, stream));
        Assert.That(failure!.InnerException, Is.InstanceOf<IOException>().With.Message.Contains(text));
        Assert.That(failure.Message, Does.Contain(text));
        Assert.That(LiveNative.Settled(), Is.EqualTo(before), "what is kept for native code");
        using FaultyStream next = new();
        digits.Builder.BuildSerializedNetworkToStream(digits.Network, digits.Config, next);
        Assert.That(next.ToArray()[..4], Is.EqualTo("vtrt"u8.ToArray()), "the next build works");
    }
}
