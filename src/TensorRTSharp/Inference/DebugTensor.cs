namespace TensorRTSharp;

/// <summary>nvinfer1::IDebugListener::processDebugTensor: an inner tensor of a run, for the time of the call.</summary>
public readonly ref struct DebugTensor
{
    private readonly TensorRT _library;

    internal DebugTensor(
        TensorRT library, string name, TensorLocation location, DataType dataType, ReadOnlySpan<long> shape, nint address, nint stream)
    {
        _library = library;
        Name = name;
        Location = location;
        DataType = dataType;
        Shape = shape;
        Address = address;
        Stream = stream;
    }

    /// <summary>The name that it has in the network.</summary>
    public string Name { get; }

    /// <summary>Where the values are.</summary>
    public TensorLocation Location { get; }

    /// <summary>The type of its elements.</summary>
    public DataType DataType { get; }

    /// <summary>The shape in this run.</summary>
    public ReadOnlySpan<long> Shape { get; }

    /// <summary>
    /// The address of the first element, as <see cref="Location"/> says; there once what is queued in <see cref="Stream"/> is
    /// done.
    /// </summary>
    public nint Address { get; }

    /// <summary>The raw stream of the run (a CUstream); 0 for the default one.</summary>
    public nint Stream { get; }

    /// <summary>The size of its values.</summary>
    public long ByteLength => TensorSize.Bytes(Shape, DataType);

    /// <summary>cuMemcpyDtoH: copies the values, after waiting for the stream.</summary>
    /// <typeparam name="T">The element type; or byte for the bytes of any.</typeparam>
    /// <param name="target">At least as many elements as there are; what lies behind them stays as it is.</param>
    /// <exception cref="ArgumentException">The target is too small, or the elements are of another type.</exception>
    public void CopyTo<T>(Span<T> target)
        where T : unmanaged
    {
        int elements = ElementCount<T>();
        if (target.Length < elements)
        {
            throw new ArgumentException(
                $"Tensor '{Name}' has {elements} elements of {typeof(T).Name}; the target has room for {target.Length}.",
                nameof(target));
        }

        HostCopy.ToHost(_library.Library, Address, Stream, target[..elements]);
    }

    /// <summary>cuMemcpyDtoH: the values as a new array, after waiting for the stream.</summary>
    /// <typeparam name="T">The element type; or byte for the bytes of any.</typeparam>
    /// <returns>The elements in row-major order.</returns>
    /// <exception cref="ArgumentException">The elements are of another type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        T[] array = new T[ElementCount<T>()];
        CopyTo<T>(array);
        return array;
    }

    private int ElementCount<T>()
        where T : unmanaged =>
        typeof(T) == typeof(byte) || ElementTypes.DataTypeOf<T>() == DataType
            ? checked((int)(ByteLength / HostCopy.Size<T>()))
            : throw new ArgumentException(
                $"Tensor '{Name}' has elements of type {DataType} ({ElementTypes.NameOf(DataType)}), not {typeof(T).Name}.");
}
