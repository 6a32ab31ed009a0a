namespace TensorRTSharp.Interop;

/// <summary>
/// Gives an inference the memory of an output whose size is known only while it runs. Memory grows at least twofold and
/// is kept for the next run. Freed after the native object is gone.
/// </summary>
internal sealed unsafe class GrowingOutputCallback : OutputAllocatorCallback, IDisposable
{
    private const long SmallestCapacity = 256;

    private readonly LibraryPointer _library;
    private readonly Lock _gate = new();
    private BufferHandle? _buffer;
    private long _capacity;
    private nint _address;
    private long[]? _shape;

    internal GrowingOutputCallback(LibraryPointer library) => _library = library;

    /// <summary>The bytes that can be used without growing.</summary>
    internal long Capacity
    {
        get
        {
            lock (_gate)
            {
                return _capacity;
            }
        }
    }

    /// <summary>The shape that the last run gave, or null before the first.</summary>
    internal long[]? Shape => Volatile.Read(ref _shape);

    /// <summary>The memory that the last run wrote to.</summary>
    internal BufferHandle? Buffer
    {
        get
        {
            lock (_gate)
            {
                return _buffer;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            FreeBuffer();
        }
    }

    internal override void OnReleased()
    {
        base.OnReleased();
        Dispose();
    }

    /// <summary>Memory of at least <paramref name="size"/> bytes.</summary>
    internal nint Reserve(long size, long alignment)
    {
        lock (_gate)
        {
            if (_buffer is null || size > _capacity)
            {
                Grow(Math.Max(size, SmallestCapacity));
            }

            return alignment <= 1 || _address % (nint)alignment == 0
                ? _address
                : throw new NotSupportedException(
                    $"The output must be aligned to {alignment} bytes, which the backend's memory is not.");
        }
    }

    private void Grow(long size)
    {
        long doubled = Math.Max(size, _capacity <= long.MaxValue / 2 ? 2 * _capacity : long.MaxValue);

        // First, so that not both are needed at once: nobody wants the old contents. This runs in the order of the
        // stream, where no earlier work is left that uses them.
        FreeBuffer();
        BufferHandle buffer;
        try
        {
            buffer = NativeMethods.BufferCreate(_library, doubled);
            _capacity = doubled;
        }
        catch (OutOfMemoryException) when (doubled > size)
        {
            buffer = NativeMethods.BufferCreate(_library, size);
            _capacity = size;
        }

        _buffer = buffer;
        _address = NativeMethods.BufferGetAddress(buffer);
    }

    private void FreeBuffer()
    {
        _buffer?.Dispose();
        _buffer = null;
        _capacity = 0;
        _address = 0;
    }

    private void Notify(in NativeDims dims)
    {
        if (Volatile.Read(ref _shape) is not { } known || !dims.AsSpan().SequenceEqual(known))
        {
            Volatile.Write(ref _shape, dims.AsSpan().ToArray());
        }
    }

    protected override bool HasReallocateOutputAsync => true;

    protected override void* ReallocateOutputAsync(
        byte* tensorName, void* currentMemory, long size, long alignment, void* stream) => (void*)Reserve(size, alignment);

    protected override bool HasReallocateOutput => true;

    protected override void* ReallocateOutput(byte* tensorName, void* currentMemory, long size, long alignment) =>
        (void*)Reserve(size, alignment);

    protected override void NotifyShape(byte* tensorName, NativeDims* dims) => Notify(in *dims);
}
