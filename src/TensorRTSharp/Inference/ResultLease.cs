using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// The outputs of one run, which an <see cref="InferenceResult"/> stands for until it is disposed; then they serve the
/// next one. The version tells a result that is over from the one that came after it.
/// </summary>
internal sealed class ResultLease
{
    private readonly InferenceSession _session;
    private readonly OutputSlot[] _outputs;
    private int _version = 1;

    internal ResultLease(InferenceSession session)
    {
        _session = session;
        Engine engine = session.Engine;
        _outputs = [.. engine.Outputs.Select(output => new OutputSlot(output, engine.Library.Library, engine.Device))];
    }

    internal Engine Engine => _session.Engine;

    internal ReadOnlySpan<OutputSlot> Outputs => _outputs;

    internal int Version => Volatile.Read(ref _version);

    internal OutputSlot Output(int version, string name)
    {
        RequireCurrent(version);
        return _outputs[Engine.OutputIndex(name)];
    }

    internal OutputSlot Output(int version, int index)
    {
        RequireCurrent(version);
        return (uint)index < (uint)_outputs.Length
            ? _outputs[index]
            : throw new ArgumentOutOfRangeException(
                nameof(index), index, $"The engine has {_outputs.Length} outputs; they are counted from 0.");
    }

    /// <summary>Gives the memory back; only the first time for a result.</summary>
    internal void Return(int version)
    {
        if (Interlocked.CompareExchange(ref _version, version + 1, version) == version)
        {
            _session.Return(this);
        }
    }

    internal void Free()
    {
        foreach (OutputSlot output in _outputs)
        {
            output.Dispose();
        }
    }

    private void RequireCurrent(int version) =>
        ObjectDisposedException.ThrowIf(version != Version, typeof(InferenceResult));
}

/// <summary>One output of a run.</summary>
internal sealed class OutputSlot(EngineTensor tensor, LibraryPointer library, int device) : IDisposable
{
    private readonly StagingBuffer _host = new(library, device);
    private readonly Lock _gate = new(); // several threads may read a result
    private NativeDims _shape;
    private byte[] _values = [];
    private bool _areCopied;

    internal EngineTensor Tensor { get; } = tensor;

    internal ref readonly NativeDims Shape => ref _shape;

    internal long ByteLength { get; private set; }

    /// <summary>The caller's memory, where the output was left in; null for the host's.</summary>
    internal DeviceBuffer? Buffer { get; private set; }

    /// <summary>The memory that <see cref="Reserve"/> gave.</summary>
    internal HostBufferHandle Host => _host.Handle;

    /// <summary>Page-locked memory that a run, or a copy after it, writes to.</summary>
    internal HostBufferHandle Reserve(in NativeDims shape)
    {
        Set(in shape, null);
        return _host.Reserve(ByteLength);
    }

    /// <summary>The output is, or was left, elsewhere.</summary>
    internal void Set(in NativeDims shape, DeviceBuffer? buffer)
    {
        _shape = shape;
        ByteLength = shape.IsRankKnown && TensorSize.IsKnown(shape.AsSpan())
            ? TensorSize.Bytes(shape.AsSpan(), Tensor.DataType)
            : 0;
        Buffer = buffer;
        _areCopied = false;
    }

    /// <summary>What a run wrote to memory that grew meanwhile.</summary>
    internal void TakeFrom(OutputBuffer output)
    {
        NativeDims shape = NativeDims.From(output.Shape, Tensor.Name);
        Set(in shape, null);
        output.CopyTo(Values());
        _areCopied = true;
    }

    /// <summary>
    /// The values in managed memory, so that a span over them is safe for as long as somebody has it. Copied when first
    /// asked for.
    /// </summary>
    internal ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(Bytes());

    internal ReadOnlySpan<byte> Bytes()
    {
        RequireHere();
        lock (_gate)
        {
            if (!_areCopied)
            {
                _host.Read(Values());
                _areCopied = true;
            }
        }

        return _values.AsSpan(0, (int)ByteLength);
    }

    internal void CopyTo<T>(Span<T> target)
        where T : unmanaged
    {
        RequireHere();
        long elements = ByteLength / Unsafe.SizeOf<T>();
        if (target.Length < elements)
        {
            throw new ArgumentException(
                $"Output '{Tensor.Name}' of shape {_shape} has {elements} elements; the target has room for {target.Length}.",
                nameof(target));
        }

        Span<T> exact = target[..(int)elements];
        if (_areCopied)
        {
            MemoryMarshal.Cast<byte, T>(_values.AsSpan(0, (int)ByteLength)).CopyTo(exact);
        }
        else
        {
            _host.Read(exact);
        }
    }

    public void Dispose() => _host.Dispose();

    private Span<byte> Values()
    {
        if (ByteLength > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"Output '{Tensor.Name}' has {ByteLength} bytes, more than an array can hold: use CopyTo, or leave it in a "
                + "DeviceBuffer (InferenceInputs.BindOutput).");
        }

        if (_values.Length < ByteLength)
        {
            _values = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(ByteLength, 2L * _values.Length)));
        }

        return _values.AsSpan(0, (int)ByteLength);
    }

    private void RequireHere()
    {
        if (Buffer is not null)
        {
            throw new InvalidOperationException(
                $"Output '{Tensor.Name}' was left in the DeviceBuffer that InferenceInputs.BindOutput gave: read it there.");
        }
    }
}
