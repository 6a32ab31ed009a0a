using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

/// <summary>A context of <see cref="Models.Slow"/> with everything bound.</summary>
internal sealed class SlowRun : IDisposable
{
    private readonly DeviceBuffer _input = CpuBackend.Require().AllocateBuffer(4 << 20);
    private readonly DeviceBuffer _output = CpuBackend.Require().AllocateBuffer(4 << 20);

    internal SlowRun(Engine engine)
    {
        Context = engine.CreateContext();
        _input.CopyFrom<float>(new float[1 << 20]);
        Context.SetTensorAddress("x", _input);
        Context.SetTensorAddress("y", _output);
    }

    internal InferenceContext Context { get; }

    internal DeviceStream Stream { get; } = CpuBackend.Require().CreateStream();

    public void Dispose()
    {
        Context.Dispose();
        Stream.Dispose();
        _input.Dispose();
        _output.Dispose();
    }

    internal void Enqueue() => Enqueue(CancellationToken.None);

    internal void Enqueue(CancellationToken cancellationToken) => Context.Enqueue(Stream, cancellationToken);
}
