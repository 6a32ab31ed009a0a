using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IExecutionContext: what runs an engine: shapes, bound memory, inner tensors. One thread at a time; a
/// second one gets an <see cref="InvalidOperationException"/>. Owned by the caller; may be disposed before or after its
/// engine, and waits for its queued work.
/// </summary>
public sealed partial class InferenceContext : IDisposable
{
    private readonly Engine _engine;
    private readonly ContextHandle _handle;
    private readonly TensorBinding[] _bindings;
    private readonly ErrorRecorderSlot _recorder;
    private readonly bool _shapesFollowValues;
    private BufferHandle? _deviceMemory;
    private EventHandle? _inputConsumed;
    private bool _sizesAreStale = true;
    private int _isInUse;

    internal InferenceContext(Engine engine, ContextHandle handle)
    {
        _engine = engine;
        _handle = handle;
        _recorder = new ErrorRecorderSlot(engine.Library);
        _bindings = [.. engine.Tensors.Select(static tensor => new TensorBinding(tensor))];
        _shapesFollowValues = engine.Inputs.Any(static tensor => tensor.IsShapeTensor);
    }

    /// <summary>nvinfer1::IExecutionContext::setName, getName.</summary>
    public string Name
    {
        get => NativeMethods.ContextGetName(Handle) ?? "";
        set => NativeMethods.ContextSetName(Handle, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>nvinfer1::IExecutionContext::getOptimizationProfile: the index of the selected profile.</summary>
    public int OptimizationProfile => NativeMethods.ContextGetOptimizationProfile(Handle);

    /// <summary>nvinfer1::IExecutionContext::allInputDimensionsSpecified: has every input a shape?</summary>
    public bool AllInputDimensionsSpecified => NativeMethods.ContextAllInputDimensionsSpecified(Handle);

    /// <summary>nvinfer1::IExecutionContext::getEngine: the engine that it runs.</summary>
    public Engine Engine => _engine;

    internal ContextHandle SafeHandle => Handle;

    internal ContextHandle RawHandle => _handle;

    private ContextHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
            _recorder.Failures.ThrowPending();
            return _handle;
        }
    }

    /// <summary>nvinfer1::IExecutionContext::setInputShape: the shape that the next runs take.</summary>
    /// <param name="tensor">The name of an input.</param>
    /// <param name="shape">All of its dimensions, within the selected profile's limits.</param>
    /// <exception cref="ArgumentException">
    /// There is no such input, or the shape is outside the limits: the message names the dimension.
    /// </exception>
    public void SetInputShape(string tensor, ReadOnlySpan<long> shape)
    {
        TensorBinding binding = Binding(tensor);
        if (binding.Tensor.Mode != TensorIOMode.Input)
        {
            throw new ArgumentException(
                $"'{tensor}' is no input, so its shape cannot be set: it follows from the inputs.", nameof(tensor));
        }

        NativeDims dims = NativeDims.From(shape, tensor);
        Enter();
        try
        {
            if (!binding.HasInputShape(in dims))
            {
                NativeMethods.ContextSetInputShape(Handle, tensor, in dims);
                binding.SetInputShape(in dims);
                _sizesAreStale = true;
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>nvinfer1::IExecutionContext::getTensorShape.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <returns>
    /// The shape for the inputs' shapes; -1 for a dimension that is not specified yet or depends on data.
    /// </returns>
    public long[] GetTensorShape(string tensor) =>
        ReadShape(tensor).ToArray(tensor);

    /// <summary>nvinfer1::IExecutionContext::getTensorShape, without an allocation.</summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <param name="destination">Gets the shape; 8 elements are always enough.</param>
    /// <returns>The number of dimensions.</returns>
    public int GetTensorShape(string tensor, Span<long> destination)
    {
        NativeDims dims = ReadShape(tensor);
        return dims.CopyTo(destination, tensor);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setTensorAddress: binds an input or output to memory. The context keeps the memory
    /// until another one is bound.
    /// </summary>
    /// <param name="tensor">The name of an input or output.</param>
    /// <param name="buffer">
    /// Dense row-major elements; how large it must be is known, and checked, when a run is enqueued.
    /// </param>
    public void SetTensorAddress(string tensor, DeviceBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        EngineTensor bound = _engine.Tensor(tensor);
        _engine.Library.RequireSharedDevices(buffer.Library, buffer.Device, _engine.Device, "The buffer", nameof(buffer));
        if (bound.Location == TensorLocation.Host && _engine.Backend != Backend.Cpu)
        {
            throw new TensorRTNotSupportedException(
                $"The {bound} must be in host memory, which a DeviceBuffer of {_engine.Library} is not.");
        }

        Bind(bound, buffer);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setOutputAllocator: binds an output to memory that grows on demand. The context
    /// keeps it until something else is bound.
    /// </summary>
    /// <param name="tensor">The name of an output.</param>
    /// <param name="buffer">A buffer that no other output is bound to.</param>
    public void SetOutputBuffer(string tensor, OutputBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        TensorBinding binding = Binding(tensor);
        _engine.Library.RequireSharedDevices(buffer.Library, "The output buffer", nameof(buffer));
        if (binding.Tensor.Mode != TensorIOMode.Output)
        {
            throw new ArgumentException($"'{tensor}' is no output: bind it with SetTensorAddress.", nameof(tensor));
        }

        Bind(binding.Tensor, buffer);
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setOutputAllocator: binds an output to memory that the application provides when its
    /// size is known. The context keeps the allocator until something else is bound.
    /// </summary>
    /// <param name="tensor">The name of an output.</param>
    /// <param name="allocator">
    /// Provides the memory. What it throws fails the run, and is the inner exception of its failure.
    /// </param>
    public void SetOutputAllocator(string tensor, IOutputAllocator allocator)
    {
        ArgumentNullException.ThrowIfNull(allocator);
        TensorBinding binding = Binding(tensor);
        if (binding.Tensor.Mode != TensorIOMode.Output)
        {
            throw new ArgumentException($"'{tensor}' is no output: bind it with SetTensorAddress.", nameof(tensor));
        }

        Enter();
        try
        {
            binding.Bind(Handle, allocator, _engine.Library.Library);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::setOptimizationProfileAsync: selects a profile. Dynamic inputs then have no shape
    /// until one is set.
    /// </summary>
    /// <param name="index">The index that BuilderConfig.AddOptimizationProfile gave.</param>
    /// <param name="stream">Where the change takes its place among the queued work.</param>
    public void SetOptimizationProfile(int index, DeviceStream stream)
    {
        RequireUsable(stream);
        Enter();
        try
        {
            ContextHandle handle = Handle;
            StreamHandle streamHandle = stream.SafeHandle;
            PluginCall.Run(
                _engine.Library,
                _recorder.Failures,
                TensorRTStatus.CallbackFailed,
                () => NativeMethods.ContextSetOptimizationProfileAsync(handle, index, streamHandle, stream.Handle));
            _sizesAreStale = true;
            foreach (TensorBinding binding in _bindings)
            {
                binding.ForgetInputShape();
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// nvinfer1::IExecutionContext::enqueueV3: adds a run to the stream, with the shapes and the memory of now.
    /// Allocates nothing while shapes and memory stay the same.
    /// </summary>
    /// <param name="stream">
    /// The stream. Outputs may be read once it is synchronised. The CPU backend runs at once, on the calling thread,
    /// where the stream is idle.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the run early while this call executes it, where the backend can. For work that stays queued see
    /// <see cref="Cancel"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// A shape or an address is missing, a buffer is too small, or another thread uses this context.
    /// </exception>
    /// <exception cref="InferenceException">The run failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the context stays usable.</exception>
    public void Enqueue(DeviceStream stream, CancellationToken cancellationToken = default)
    {
        RequireUsable(stream);
        cancellationToken.ThrowIfCancellationRequested();
        Enter();
        try
        {
            ContextHandle context = Handle;
            using CallbackFailure.CallScope scope = _recorder.Failures.Enter();
            Prepare(context, stream);
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                static state => NativeMethods.ContextTryCancel((ContextHandle)state!), context);
            NativeMethods.ContextEnqueueV3(context, stream.SafeHandle, stream.Handle, stream.CallbackFailure);
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
        }
        catch (Exception refused) when (PluginCall.Take(_engine.Library, _recorder.Failures) is { } cause)
        {
            throw PluginCall.Failed(cause, TensorRTStatus.ExecutionFailed, refused); // a plugin's shapes
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// Ends the run that is executing early, if one is; the context stays usable. Its enqueue, or the synchronisation
    /// of its stream, throws <see cref="OperationCanceledException"/>. Any thread.
    /// </summary>
    /// <exception cref="TensorRTNotSupportedException">The backend cannot end a run early.</exception>
    public void Cancel() => NativeMethods.ContextCancel(Handle);

    /// <summary>Frees the context, after waiting for its queued work.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>Binds a tensor of this engine to memory that was found fit for it.</summary>
    internal void Bind(EngineTensor tensor, DeviceBuffer buffer) =>
        Bind(tensor, buffer, static (binding, context, memory) => binding.Bind(context, memory));

    /// <inheritdoc cref="Bind(EngineTensor, DeviceBuffer)"/>
    internal void Bind(EngineTensor tensor, HostBufferHandle buffer) =>
        Bind(tensor, buffer, static (binding, context, memory) => binding.Bind(context, memory));

    /// <inheritdoc cref="Bind(EngineTensor, DeviceBuffer)"/>
    internal void Bind(EngineTensor tensor, OutputBuffer buffer) =>
        Bind(tensor, buffer, static (binding, context, memory) => binding.Bind(context, memory));

    /// <summary>The shape for the inputs' shapes of now.</summary>
    internal NativeDims ShapeOf(EngineTensor tensor) => NativeMethods.ContextGetTensorShape(Handle, tensor.Name);

    private void Bind<T>(EngineTensor tensor, T memory, Action<TensorBinding, ContextHandle, T> bind)
    {
        Enter();
        try
        {
            bind(_bindings[tensor.Index], Handle, memory);
        }
        finally
        {
            Exit();
        }
    }

    private TensorBinding Binding(string tensor) => _bindings[_engine.Tensor(tensor).Index];

    /// <summary>Outputs of plugins have the shapes that these say.</summary>
    private NativeDims ReadShape(string tensor)
    {
        ContextHandle handle = Handle;
        string name = Binding(tensor).Tensor.Name;
        using CallbackFailure.CallScope scope = _recorder.Failures.Enter();
        try
        {
            return NativeMethods.ContextGetTensorShape(handle, name);
        }
        catch (Exception refused) when (PluginCall.Take(_engine.Library, _recorder.Failures) is { } cause)
        {
            throw PluginCall.Failed(cause, TensorRTStatus.ExecutionFailed, refused);
        }
    }

    private void RequireUsable(DeviceStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _engine.Library.RequireSharedDevices(stream.Library, stream.Device, _engine.Device, "The stream", nameof(stream));
    }

    private void Prepare(ContextHandle context, DeviceStream stream)
    {
        if (_sizesAreStale || _shapesFollowValues)
        {
            foreach (TensorBinding binding in _bindings)
            {
                binding.ReadSize(context);
            }

            _sizesAreStale = false;
        }

        foreach (TensorBinding binding in _bindings)
        {
            binding.RequireReady(context);
        }

        StreamHandle streamHandle = stream.SafeHandle;
        context.UsedOn(streamHandle);
        _reporting?.ReportTo(stream.CallbackFailure);
        _listening?.ReportTo(stream.CallbackFailure);
        foreach (TensorBinding binding in _bindings)
        {
            binding.UsedOn(streamHandle, stream.CallbackFailure);
        }
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _isInUse, 1) != 0)
        {
            throw new InvalidOperationException(
                "Another thread is using this InferenceContext: give each thread its own (Engine.CreateContext).");
        }
    }

    private void Exit() => Volatile.Write(ref _isInUse, 0);
}
