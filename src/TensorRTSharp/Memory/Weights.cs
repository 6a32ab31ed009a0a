using System.Runtime.InteropServices;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::Weights: constants of a layer, in native memory of their own. Immutable; any thread may use it. Owned by the
/// caller: it may be disposed as soon as it is given to a network or a refitter, which keep the memory as long as
/// TensorRT may read it.
/// </summary>
public sealed class Weights : IDisposable
{
    private readonly WeightsHandle _handle;

    private Weights(DataType dataType, long count, WeightsHandle handle)
    {
        DataType = dataType;
        Count = count;
        _handle = handle;
    }

    /// <summary>nvinfer1::Weights::type: the type of the elements.</summary>
    public DataType DataType { get; }

    /// <summary>nvinfer1::Weights::count: the number of elements.</summary>
    public long Count { get; }

    internal WeightsHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>Copies elements; what type they are follows from <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">float, Half, sbyte, byte, int, long or bool.</typeparam>
    /// <param name="values">The elements, in the row-major order of the layer's dimensions.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="NotSupportedException">TensorRT has no such element type: use <see cref="FromBytes"/>.</exception>
    public static Weights From<T>(ReadOnlySpan<T> values)
        where T : unmanaged =>
        new(ElementTypes.DataTypeOf<T>(), values.Length, WeightsHandle.Copy(MemoryMarshal.AsBytes(values)));

    /// <summary>Copies elements; what type they are follows from <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">float, Half, sbyte, byte, int, long or bool.</typeparam>
    /// <param name="values">The elements, in the row-major order of the layer's dimensions.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="NotSupportedException">TensorRT has no such element type: use <see cref="FromBytes"/>.</exception>
    public static Weights From<T>(params T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return From<T>(values.AsSpan());
    }

    /// <summary>Copies elements of any type as they lie in memory; those of less than a byte are packed.</summary>
    /// <param name="dataType">The type of the elements.</param>
    /// <param name="bytes">As many bytes as <paramref name="count"/> elements take.</param>
    /// <param name="count">The number of elements.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentException">The number of bytes does not fit the number of elements.</exception>
    public static Weights FromBytes(DataType dataType, ReadOnlySpan<byte> bytes, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        long needed = TensorSize.Bytes([count], dataType);
        return bytes.Length == needed
            ? new Weights(dataType, count, WeightsHandle.Copy(bytes))
            : throw new ArgumentException(
                $"{count} elements of type {dataType} take {needed} bytes; {bytes.Length} were given.", nameof(bytes));
    }

    /// <summary>No weights, where they are optional (a bias).</summary>
    /// <param name="dataType">The type that they would have: that of the layer's other weights.</param>
    /// <returns>The weights.</returns>
    public static Weights Empty(DataType dataType = DataType.Float) => new(dataType, 0, WeightsHandle.Copy([]));

    /// <summary>The elements.</summary>
    /// <typeparam name="T">As wide as the elements.</typeparam>
    /// <returns>A copy.</returns>
    /// <exception cref="InvalidOperationException">Elements of that type do not fit.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        long bytes = TensorSize.Bytes([Count], DataType);
        return bytes % HostCopy.Size<T>() == 0
            ? Handle.ToArray<T>(bytes)
            : throw new InvalidOperationException(
                $"{Count} elements of type {DataType} take {bytes} bytes, which is no multiple of {typeof(T).Name}'s.");
    }

    /// <summary>Frees the memory, once nothing native reads it any more.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>What a layer tells of its weights, copied.</summary>
    internal static Weights Copy(in NativeWeights native) => !WeightsHandle.HasValues(in native)
        ? throw new InvalidOperationException(
            $"The layer has {native.Count} weights of type {native.Type} without values: they are to be refitted.")
        : new Weights(
            native.Type, native.Count, WeightsHandle.Copy(in native, TensorSize.Bytes([native.Count], native.Type)));

    /// <summary>As native code takes it, for as long as <paramref name="reader"/> lives.</summary>
    internal NativeWeights LendTo(NativeHandle reader)
    {
        WeightsHandle handle = Handle;
        reader.KeepAlive(handle);
        return handle.Native(DataType, Count);
    }
}
