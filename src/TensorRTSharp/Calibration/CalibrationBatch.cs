using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// A piece of typical data for an <see cref="Int8Calibrator"/>: for each input of the network its values. One thread at a
/// time. It owns nothing: arrays and device buffers are read when the batch's turn comes, and are free again when the
/// calibrator asks for the next one.
/// </summary>
public sealed class CalibrationBatch
{
    private readonly Dictionary<string, CalibrationValues> _inputs = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, CalibrationValues> Inputs => _inputs;

    /// <summary>Gives an input values in host memory, which the calibrator copies to the device.</summary>
    /// <typeparam name="T">The element type that the network has.</typeparam>
    /// <param name="input">The name of an input.</param>
    /// <param name="values">The elements in row-major order; not copied before the batch's turn comes.</param>
    /// <param name="shape">
    /// All dimensions: the network's, and the calibration profile's optimum where these are dynamic.
    /// </param>
    /// <returns>This batch.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values than the shape takes.</exception>
    public CalibrationBatch Set<T>(string input, ReadOnlyMemory<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        RequireFilled(input, shape, TensorSize.Elements(shape), values.Length, "values");
        _inputs[input] = new CalibrationValues(
            ElementTypes.DataTypeOf<T>(), shape.ToArray(), null, target => HostCopy.FromHost(target, 0, values.Span));
        return this;
    }

    /// <inheritdoc cref="Set{T}(string, ReadOnlyMemory{T}, ReadOnlySpan{long})"/>
    public CalibrationBatch Set<T>(string input, T[] values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Set(input, new ReadOnlyMemory<T>(values), shape);
    }

    /// <summary>Gives an input values in device memory, which TensorRT reads in place.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="buffer">Dense row-major elements; complete, so synchronise what writes them.</param>
    /// <param name="dataType">The element type that the network has.</param>
    /// <param name="shape">All dimensions.</param>
    /// <returns>This batch.</returns>
    /// <exception cref="ArgumentException">The buffer is smaller than the shape takes.</exception>
    public CalibrationBatch Set(string input, DeviceBuffer buffer, DataType dataType, params ReadOnlySpan<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        ArgumentNullException.ThrowIfNull(buffer);
        _ = TensorSize.Elements(shape);
        long needed = TensorSize.Bytes(shape, dataType);
        if (needed > buffer.ByteLength)
        {
            RequireFilled(input, shape, needed, buffer.ByteLength, "bytes");
        }

        _inputs[input] = new CalibrationValues(dataType, shape.ToArray(), buffer, null);
        return this;
    }

    private static void RequireFilled(string input, ReadOnlySpan<long> shape, long needed, long given, string what)
    {
        if (needed != given || !TensorSize.IsKnown(shape))
        {
            throw new ArgumentException(
                $"The shape [{string.Join(", ", shape.ToArray())}] of input '{input}' takes {needed} {what}, but there are "
                + $"{given}.");
        }
    }
}

/// <summary>One input's part of a batch: in a buffer, or copied to one.</summary>
internal sealed record CalibrationValues(DataType DataType, long[] Shape, DeviceBuffer? Buffer, Action<BufferHandle>? Copy);
