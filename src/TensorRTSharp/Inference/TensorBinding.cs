using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>What a context knows of one input or output: its shape, and the memory that it is bound to.</summary>
internal sealed class TensorBinding(EngineTensor tensor)
{
    private const long DependsOnData = -1;

    private NativeDims _inputShape;
    private OutputAllocatorHandle? _allocatorHandle;
    private AllocatingCallback? _allocator;
    private HostBufferHandle? _host;
    private long _requiredBytes;

    internal EngineTensor Tensor { get; } = tensor;

    internal DeviceBuffer? Buffer { get; private set; }

    internal OutputBuffer? Output { get; private set; }

    /// <summary>Inputs: is every dimension given? Outputs follow from the inputs.</summary>
    internal bool IsShapeSet { get; private set; } = tensor.Mode != TensorIOMode.Input || !tensor.IsDynamic;

    /// <summary>Has this input this shape already?</summary>
    internal bool HasInputShape(in NativeDims shape) =>
        IsShapeSet && _inputShape.AsSpan().SequenceEqual(shape.AsSpan());

    internal void SetInputShape(in NativeDims shape)
    {
        _inputShape = shape;
        IsShapeSet = true;
    }

    /// <summary>After a change of profile: dynamic inputs have no shape.</summary>
    internal void ForgetInputShape()
    {
        if (Tensor.Mode == TensorIOMode.Input && Tensor.IsDynamic)
        {
            IsShapeSet = false;
        }
    }

    internal void Bind(ContextHandle context, DeviceBuffer buffer)
    {
        BufferHandle handle = buffer.Handle;
        if (!ReferenceEquals(Buffer, buffer))
        {
            SetAddress(context, handle, buffer.Address);
            Buffer = buffer;
        }
    }

    /// <summary>Host memory: for tensors that TensorRT wants there, and for all of the CPU backend.</summary>
    internal void Bind(ContextHandle context, HostBufferHandle host)
    {
        if (!ReferenceEquals(_host, host))
        {
            SetAddress(context, host, host.Address);
            _host = host;
        }
    }

    internal void Bind(ContextHandle context, OutputBuffer output)
    {
        OutputAllocatorHandle handle = output.Handle;
        if (ReferenceEquals(Output, output))
        {
            return;
        }

        output.BindTo(context, Tensor);
        context.KeepAlive(handle);
        try
        {
            NativeMethods.ContextSetOutputAllocator(context, Tensor.Name, handle);
        }
        catch
        {
            output.Unbind();
            context.LetGo(handle);
            throw;
        }

        Unbind(context);
        Output = output;
    }

    internal void Bind(ContextHandle context, IOutputAllocator allocator, LibraryPointer library)
    {
        AllocatingCallback callback = new(allocator);
        using OutputAllocatorHandle handle = callback.Create(library);
        context.KeepAlive(handle);
        try
        {
            NativeMethods.ContextSetOutputAllocator(context, Tensor.Name, handle);
        }
        catch
        {
            context.LetGo(handle);
            throw;
        }

        Unbind(context);
        _allocator = callback;
        _allocatorHandle = handle; // the context keeps it
    }

    /// <summary>Asks the context for the bytes that the shapes of now need.</summary>
    internal void ReadSize(ContextHandle context)
    {
        if (!IsShapeSet)
        {
            throw new InvalidOperationException(
                $"The {Tensor} has no shape yet: call SetInputShape for it before Enqueue.");
        }

        NativeDims shape = NativeMethods.ContextGetTensorShape(context, Tensor.Name);
        _requiredBytes = shape.IsRankKnown && TensorSize.IsKnown(shape.AsSpan())
            ? TensorSize.Bytes(shape.AsSpan(), Tensor.DataType)
            : DependsOnData;
    }

    /// <summary>
    /// Throws where this tensor is not bound to memory that is large enough. No allocation: each enqueue asks.
    /// </summary>
    internal void RequireReady(ContextHandle context)
    {
        if (Buffer is { } buffer)
        {
            if (buffer.IsDisposed)
            {
                throw new ObjectDisposedException(
                    nameof(DeviceBuffer), $"The buffer bound to {Tensor} has been disposed.");
            }

            if (_requiredBytes == DependsOnData || buffer.ByteLength < _requiredBytes)
            {
                RequireLargeEnough(context, buffer.ByteLength);
            }
        }
        else if (_host is { } host)
        {
            if (_requiredBytes == DependsOnData || host.ByteLength < _requiredBytes)
            {
                RequireLargeEnough(context, host.ByteLength);
            }
        }
        else if (Output is { } output)
        {
            if (output.IsDisposed)
            {
                throw new ObjectDisposedException(
                    nameof(OutputBuffer), $"The output buffer bound to {Tensor} has been disposed.");
            }
        }
        else if (_allocatorHandle is null)
        {
            throw new InvalidOperationException(
                $"The {Tensor} is bound to no memory: call SetTensorAddress"
                + (Tensor.Mode == TensorIOMode.Output ? " or SetOutputBuffer" : "") + " for it before Enqueue.");
        }
    }

    /// <summary>
    /// Before an enqueue: disposing the memory will wait for it, and failures of its callbacks have a place to go.
    /// </summary>
    internal void UsedOn(StreamHandle stream, CallbackFailure callbacks)
    {
        Buffer?.Handle.UsedOn(stream);
        _host?.UsedOn(stream);
        if (Output is { } output)
        {
            output.Handle.UsedOn(stream);
            output.Callback.ReportTo(callbacks);
        }

        _allocatorHandle?.UsedOn(stream);
        _allocator?.ReportTo(callbacks);
    }

    /// <summary>Binds to memory that the context keeps from now on, in place of what it was bound to.</summary>
    private void SetAddress(ContextHandle context, NativeHandle memory, nint address)
    {
        context.KeepAlive(memory);
        try
        {
            NativeMethods.ContextSetTensorAddress(context, Tensor.Name, address);
            if (Output is not null || _allocatorHandle is not null)
            {
                NativeMethods.ContextSetOutputAllocator(context, Tensor.Name, null);
            }
        }
        catch
        {
            context.LetGo(memory);
            throw;
        }

        Unbind(context);
    }

    /// <summary>Gives the bound memory back to its owner alone.</summary>
    private void Unbind(ContextHandle context)
    {
        if (Buffer is not null)
        {
            context.LetGo(Buffer.RawHandle);
            Buffer = null;
        }

        if (_host is not null)
        {
            context.LetGo(_host);
            _host = null;
        }

        if (Output is not null)
        {
            Output.Unbind();
            context.LetGo(Output.RawHandle);
            Output = null;
        }

        if (_allocatorHandle is not null)
        {
            context.LetGo(_allocatorHandle);
            _allocatorHandle = null;
            _allocator = null;
        }
    }

    private void RequireLargeEnough(ContextHandle context, long available)
    {
        if (_requiredBytes != DependsOnData)
        {
            throw new InvalidOperationException(
                $"The {Tensor} has the shape {NativeMethods.ContextGetTensorShape(context, Tensor.Name)} and needs "
                + $"{_requiredBytes} bytes; the buffer that it is bound to has {available}.");
        }

        long mostBytes = MostBytes(context);
        if (mostBytes <= 0 || available < mostBytes)
        {
            throw new InvalidOperationException(
                $"The shape of {Tensor} depends on the data: bind it with SetOutputBuffer, whose memory grows"
                + (mostBytes > 0 ? $", or to a buffer of {mostBytes} bytes; this one has {available}." : "."));
        }
    }

    private long MostBytes(ContextHandle context)
    {
        try
        {
            return NativeMethods.ContextGetMaxOutputSize(context, Tensor.Name);
        }
        catch (TensorRTNotSupportedException)
        {
            return 0; // no bound known: only memory that grows will do
        }
    }
}
