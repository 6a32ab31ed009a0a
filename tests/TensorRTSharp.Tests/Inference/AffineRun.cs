using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

/// <summary>A context of <see cref="Models.Affine"/> with everything bound.</summary>
internal sealed class AffineRun : IDisposable
{
    private readonly DeviceBuffer _input;
    private readonly DeviceBuffer _output;
    private readonly long _rows;

    internal AffineRun(Engine engine, long rows)
    {
        TensorRT library = CpuBackend.Require();
        _rows = rows;
        Context = engine.CreateContext();
        Stream = library.CreateStream();
        _input = library.AllocateBuffer(rows * 3 * sizeof(float));
        _output = library.AllocateBuffer(rows * 3 * sizeof(float));
        Context.SetInputShape("x", [rows, 3]);
        Context.SetTensorAddress("x", _input);
        Context.SetTensorAddress("y", _output);
    }

    internal InferenceContext Context { get; }

    internal DeviceStream Stream { get; }

    public void Dispose()
    {
        Context.Dispose();
        Stream.Dispose();
        _input.Dispose();
        _output.Dispose();
    }

    /// <summary>Runs with one value everywhere.</summary>
    internal float[] Execute(float value)
    {
        float[] elements = new float[_rows * 3];
        elements.AsSpan().Fill(value);
        _input.CopyFrom<float>(elements);
        Context.Enqueue(Stream);
        Stream.Synchronize();
        _output.CopyTo<float>(elements);
        return elements;
    }
}
