using System.Diagnostics.CodeAnalysis;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IOutputAllocator: memory for one output, which grows to what each run needs, at least twofold. For outputs
/// whose shape depends on the data; works for every output. One thread at a time; read it after the stream was
/// synchronised. Owned by the caller; a context to which it is bound keeps it until another one is bound.
/// </summary>
public sealed class OutputBuffer : IDisposable
{
    private readonly OutputAllocatorHandle _handle;

    [SuppressMessage(
        "Usage", "CA2213:Disposable fields should be disposed", Justification = "Disposed when its native half is gone.")]
    private readonly GrowingOutputCallback _callback;

    private ContextHandle? _context;
    private EngineTensor? _tensor; // also after it was unbound: what was written can still be read

    internal OutputBuffer(TensorRT library)
    {
        Library = library;
        _callback = new GrowingOutputCallback(library.Library);
        _handle = _callback.Create(library.Library);
    }

    /// <summary>
    /// nvinfer1::IOutputAllocator::notifyShape: the shape that the last run gave, once its stream is synchronised.
    /// </summary>
    /// <exception cref="InvalidOperationException">No run has written to this buffer yet.</exception>
    public ReadOnlySpan<long> Shape
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _callback.Shape ?? throw new InvalidOperationException(
                "No inference has written to this output buffer yet: bind it with InferenceContext.SetOutputBuffer, "
                + "enqueue, and synchronise the stream.");
        }
    }

    /// <summary>The bytes of the last run's output: its shape times the size of an element.</summary>
    /// <exception cref="InvalidOperationException">No run has written to this buffer yet.</exception>
    public long ByteLength => TensorSize.Bytes(Shape, _tensor!.DataType);

    /// <summary>The bytes that an output may have without the memory growing.</summary>
    public long Capacity
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _callback.Capacity;
        }
    }

    internal TensorRT Library { get; }

    internal OutputAllocatorHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            return _handle;
        }
    }

    /// <summary>Also after it was disposed: for who holds a reference to it.</summary>
    internal OutputAllocatorHandle RawHandle => _handle;

    internal GrowingOutputCallback Callback => _callback;

    internal bool IsDisposed => _handle.IsDisposed;

    /// <summary>Copies the last run's output, complete on return.</summary>
    /// <typeparam name="T">An element type whose bytes are copied as they are.</typeparam>
    /// <param name="target">At least <see cref="ByteLength"/> bytes; what lies behind them stays as it is.</param>
    /// <exception cref="ArgumentException">The target is too small.</exception>
    /// <exception cref="InvalidOperationException">No run has written to this buffer yet.</exception>
    public void CopyTo<T>(Span<T> target)
        where T : unmanaged
    {
        int elements = ElementCount<T>();
        if (target.Length < elements)
        {
            throw new ArgumentException(
                $"The output has {ByteLength} bytes, which are {elements} elements of {typeof(T).Name}; "
                + $"the target has room for {target.Length}.",
                nameof(target));
        }

        if (elements > 0)
        {
            BufferHandle buffer = _callback.Buffer ?? throw new ObjectDisposedException(nameof(OutputBuffer));
            HostCopy.ToHost(buffer, 0, target[..elements]);
        }
    }

    /// <summary>The last run's output as a new array.</summary>
    /// <typeparam name="T">An element type whose bytes are copied as they are.</typeparam>
    /// <returns>The elements in row-major order.</returns>
    /// <exception cref="InvalidOperationException">No run has written to this buffer yet.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        T[] array = new T[ElementCount<T>()];
        CopyTo<T>(array);
        return array;
    }

    /// <summary>Frees the memory, after waiting for queued inferences that use it.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>Throws where another output writes to this memory.</summary>
    internal void BindTo(ContextHandle context, EngineTensor tensor)
    {
        if (_context is { IsDisposed: false })
        {
            throw new InvalidOperationException(
                $"This output buffer is bound to {_tensor} already: create another one for {tensor}, or bind that one "
                + "to something else first.");
        }

        _context = context;
        _tensor = tensor;
    }

    internal void Unbind() => _context = null;

    private int ElementCount<T>()
        where T : unmanaged
    {
        long bytes = ByteLength;
        return bytes % HostCopy.Size<T>() == 0
            ? checked((int)(bytes / HostCopy.Size<T>()))
            : throw new ArgumentException(
                $"The output has {bytes} bytes, no whole number of {typeof(T).Name} elements.");
    }
}
