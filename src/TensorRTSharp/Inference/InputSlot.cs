using System.Buffers;
using System.Runtime.CompilerServices;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>One input of an <see cref="InferenceInputs"/>: its shape, and its values in host or device memory.</summary>
internal sealed class InputSlot(EngineTensor tensor, TensorRT library, int device) : IDisposable
{
    private readonly StagingBuffer _host = new(library.Library, device);
    private NativeDims _shape;

    internal EngineTensor Tensor { get; } = tensor;

    internal bool IsSet { get; private set; }

    /// <summary>The caller's memory; null where the values are in <see cref="Host"/>.</summary>
    internal DeviceBuffer? Buffer { get; private set; }

    internal HostBufferHandle Host => _host.Handle;

    internal ref readonly NativeDims Shape => ref _shape;

    internal long ByteLength { get; private set; }

    internal void Set<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ElementTypes.Require<T>(Tensor);
        NativeDims dims = Check(shape);
        RequireCount(values.Length, shape);
        Reserve(in dims);
        _host.Write(values);
        IsSet = true;
    }

    internal void Write<T, TState>(ReadOnlySpan<long> shape, TState state, SpanAction<T, TState> write)
        where T : unmanaged
        where TState : allows ref struct
    {
        ElementTypes.Require<T>(Tensor);
        NativeDims dims = Check(shape);
        Reserve(in dims);
        _host.Write(Elements<T>(), state, write);
        IsSet = true;
    }

    internal void SetBytes(ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        NativeDims dims = Check(shape);
        long expected = TensorSize.Bytes(shape, Tensor.DataType);
        if (bytes.Length != expected)
        {
            throw new ArgumentException(
                $"Input '{Tensor.Name}' of type {Tensor.DataType} and shape {dims} takes {expected} bytes; {bytes.Length} were given.",
                nameof(bytes));
        }

        Reserve(in dims);
        _host.Write(bytes);
        IsSet = true;
    }

    internal void Set(DeviceBuffer buffer, ReadOnlySpan<long> shape)
    {
        library.RequireSharedDevices(buffer.Library, buffer.Device, device, "The buffer", nameof(buffer));
        if (Tensor.Location == TensorLocation.Host && library.Backend != Backend.Cpu)
        {
            throw new ArgumentException(
                $"Input '{Tensor.Name}' is a shape tensor, whose values TensorRT reads in host memory: set values, not a "
                + "DeviceBuffer.",
                nameof(buffer));
        }

        NativeDims dims = Check(shape);
        long expected = TensorSize.Bytes(shape, Tensor.DataType);
        if (buffer.ByteLength < expected)
        {
            throw new ArgumentException(
                $"Input '{Tensor.Name}' of type {Tensor.DataType} and shape {dims} takes {expected} bytes; the buffer has "
                + $"{buffer.ByteLength}.",
                nameof(buffer));
        }

        IsSet = false;
        _shape = dims;
        ByteLength = expected;
        Buffer = buffer;
        IsSet = true;
    }

    /// <summary>The values of a shape tensor, which are few.</summary>
    internal long[] ReadShapeValues()
    {
        if (Tensor.DataType == DataType.Int64)
        {
            long[] values = new long[ByteLength / sizeof(long)];
            _host.Read<long>(values);
            return values;
        }

        int[] narrow = new int[ByteLength / sizeof(int)];
        _host.Read<int>(narrow);
        return [.. narrow];
    }

    internal void Clear()
    {
        IsSet = false;
        Buffer = null;
    }

    public void Dispose() => _host.Dispose();

    private void Reserve(in NativeDims dims)
    {
        IsSet = false; // until the values are there
        _shape = dims;
        ByteLength = TensorSize.Bytes(dims.AsSpan(), Tensor.DataType);
        Buffer = null;
        _ = _host.Reserve(ByteLength);
    }

    private int Elements<T>()
        where T : unmanaged
    {
        long elements = ByteLength / Unsafe.SizeOf<T>();
        return elements <= Array.MaxLength
            ? (int)elements
            : throw new ArgumentException(
                $"Input '{Tensor.Name}' has {elements} elements, more than a span can hold: give it as a DeviceBuffer.");
    }

    /// <summary>What can be said of a shape without knowing the other inputs; the rest is the profiles' affair.</summary>
    private NativeDims Check(ReadOnlySpan<long> shape)
    {
        NativeDims dims = NativeDims.From(shape, Tensor.Name);
        if (Tensor.IsRankKnown)
        {
            ReadOnlySpan<long> expected = Tensor.Shape;
            if (shape.Length != expected.Length)
            {
                throw new ArgumentException(
                    $"Input '{Tensor.Name}' has {expected.Length} dimensions, {Tensor.ShapeText}; the shape {dims} has "
                    + $"{shape.Length}. A single image still needs its batch dimension of 1.",
                    nameof(shape));
            }

            for (int index = 0; index < expected.Length; index++)
            {
                if (expected[index] >= 0 && shape[index] != expected[index])
                {
                    throw new ArgumentException(
                        $"Dimension {index} of input '{Tensor.Name}' is {expected[index]} in the engine, {Tensor.ShapeText}; the "
                        + $"shape {dims} has {shape[index]}.",
                        nameof(shape));
                }
            }
        }

        int negative = shape.IndexOfAnyInRange(long.MinValue, -1);
        return negative < 0
            ? dims
            : throw new ArgumentException(
                $"Dimension {negative} of the shape {dims} for input '{Tensor.Name}' is negative: give the actual size, "
                + "-1 is for models.",
                nameof(shape));
    }

    private void RequireCount(int given, ReadOnlySpan<long> shape)
    {
        long expected = TensorSize.Elements(shape);
        if (given != expected)
        {
            throw new ArgumentException(
                $"Input '{Tensor.Name}' of shape {NativeDims.From(shape, Tensor.Name)} takes {expected} elements; {given} were given.");
        }
    }
}
