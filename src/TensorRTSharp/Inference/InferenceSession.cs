using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// Runs an engine: takes inputs, checks them against the engine's profiles, runs, and brings outputs back. One run at a
/// time: a second one, from whichever thread, gets an <see cref="InvalidOperationException"/>; create a session for each
/// thread. Owned by the caller; may be disposed before or after its engine, its inputs and its results.
/// </summary>
/// <remarks>
/// <see cref="Run"/> allocates nothing once it has run with shapes as large: memory is kept, and that of disposed results
/// is used again. Underneath is an <see cref="InferenceContext"/>, for who wants to order streams and copies himself.
/// </remarks>
public sealed partial class InferenceSession : IDisposable
{
    private readonly InferenceContext _context;
    private readonly DeviceStream _stream;
    private readonly bool _ownsStream;
    private readonly int? _onlyProfile;
    private readonly ProfileTable _profiles;
    private readonly bool _isHost; // the CPU backend: host memory is device memory
    private readonly SessionMemory _memory;
    private int _profile;
    private bool _shapesAreKnown;
    private int _isInUse;
    private volatile bool _isDisposed;

    internal InferenceSession(Engine engine, InferenceSessionOptions options)
    {
        Engine = engine;
        TensorRT library = engine.Library;
        _isHost = library.Backend == Backend.Cpu;
        _onlyProfile = options.OptimizationProfile;
        if (_onlyProfile is { } only && (uint)only >= (uint)engine.OptimizationProfileCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                only,
                $"The engine has {engine.OptimizationProfileCount} optimization profiles; they are counted from 0.");
        }

        _profiles = new ProfileTable(engine);
        _memory = new SessionMemory(engine);
        using DeviceScope device = new(engine);
        _ownsStream = options.Stream is null;
        if (options.Stream is { } stream)
        {
            library.RequireSharedDevices(stream.Library, stream.Device, engine.Device, "The stream", nameof(options));
            ObjectDisposedException.ThrowIf(stream.SafeHandle.IsDisposed, stream);
            _stream = stream;
        }
        else
        {
            _stream = library.CreateStream();
        }

        try
        {
            _context = engine.CreateContext();
        }
        catch
        {
            DisposeStream();
            throw;
        }
    }

    /// <summary>The engine that it runs.</summary>
    public Engine Engine { get; }

    /// <summary>
    /// The context underneath, for what a session does not cover: profilers, debug tensors. Not while a run executes.
    /// </summary>
    public InferenceContext Context => _context;

    /// <summary>The optimization profile that the last run took.</summary>
    public int OptimizationProfile => _profile;

    /// <summary>Inputs for this session, or another one of the same engine. Owned by the caller.</summary>
    /// <returns>The inputs, without values.</returns>
    public InferenceInputs CreateInputs() => Engine.CreateInputs();

    /// <summary>Runs the engine and waits for the outputs.</summary>
    /// <param name="inputs">A value for each input.</param>
    /// <param name="cancellationToken">
    /// Ends the run before it is started; on the CPU backend also while it executes. What a GPU has begun, it completes.
    /// </param>
    /// <returns>The outputs. Owned by the caller.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are another engine's, or outside the limits of every profile: the message names tensor, dimension and
    /// limits. Nothing was enqueued.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// An input has no values, or session or inputs are in use.
    /// </exception>
    /// <exception cref="InferenceException">The run failed.</exception>
    /// <exception cref="OperationCanceledException">The token ended the run; the session stays usable.</exception>
    public InferenceResult Run(InferenceInputs inputs, CancellationToken cancellationToken = default)
    {
        Begin(inputs, cancellationToken);
        try
        {
            return Execute(inputs, cancellationToken);
        }
        finally
        {
            End(inputs);
        }
    }

    /// <summary>Frees context, memory and stream, after the run that uses them.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _context.Dispose();
        _memory.Dispose();
        DisposeStream();
    }

    /// <summary>A result was disposed.</summary>
    internal void Return(ResultLease lease) => _memory.Return(lease);

    private void DisposeStream()
    {
        if (_ownsStream)
        {
            _stream.Dispose();
        }
    }

    private void Begin(InferenceInputs inputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (inputs.Engine != Engine)
        {
            throw new ArgumentException(
                $"These inputs are for another engine ('{inputs.Engine.Name}'): create them with CreateInputs of this session.",
                nameof(inputs));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _isInUse, 1) != 0)
        {
            throw new InvalidOperationException(
                "This InferenceSession is running already, on another thread or in a RunAsync that was not awaited: give "
                + "each thread a session of its own (Engine.CreateSession), or use a batcher.");
        }

        try
        {
            inputs.BeginRun();
        }
        catch
        {
            Volatile.Write(ref _isInUse, 0);
            throw;
        }
    }

    private void End(InferenceInputs inputs)
    {
        inputs.EndRun();
        Volatile.Write(ref _isInUse, 0);
    }

    private InferenceResult Execute(InferenceInputs inputs, CancellationToken cancellationToken)
    {
        ResultLease lease = Enqueue(inputs, cancellationToken);
        return Finish(lease);
    }

    /// <summary>Adds copies and the run to the stream.</summary>
    private ResultLease Enqueue(InferenceInputs inputs, CancellationToken cancellationToken)
    {
        using DeviceScope device = new(Engine);
        ReadOnlySpan<InputSlot> slots = inputs.Slots;
        SetShapes(slots);
        BindInputs(slots);
        ResultLease lease = _memory.Rent(this);
        try
        {
            BindOutputs(inputs, lease.Outputs);
            _context.Enqueue(_stream, cancellationToken);
            CopyOutputs(lease.Outputs);
            return lease;
        }
        catch
        {
            lease.Return(lease.Version);
            throw;
        }
    }

    private InferenceResult Finish(ResultLease lease)
    {
        try
        {
            _stream.Synchronize();
            ReadOnlySpan<OutputSlot> outputs = lease.Outputs;
            for (int index = 0; index < outputs.Length; index++)
            {
                if (_memory.Growing(index) is { } growing && outputs[index].Buffer is null)
                {
                    outputs[index].TakeFrom(growing);
                }
            }

            return new InferenceResult(lease);
        }
        catch
        {
            lease.Return(lease.Version);
            throw;
        }
    }

    private void SetShapes(ReadOnlySpan<InputSlot> slots)
    {
        bool changed = !_shapesAreKnown;
        for (int index = 0; index < slots.Length; index++)
        {
            changed |= slots[index].Tensor.IsShapeTensor || !_memory.HasShape(index, in slots[index].Shape);
        }

        if (!changed)
        {
            return;
        }

        _shapesAreKnown = false;
        int profile = _profiles.Choose(slots, _onlyProfile);
        if (profile != _context.OptimizationProfile)
        {
            _context.SetOptimizationProfile(profile, _stream);
        }

        _profile = profile;
        for (int index = 0; index < slots.Length; index++)
        {
            _context.SetInputShape(slots[index].Tensor.Name, slots[index].Shape.AsSpan());
            _memory.RememberShape(index, in slots[index].Shape);
        }
    }

    private void BindInputs(ReadOnlySpan<InputSlot> slots)
    {
        for (int index = 0; index < slots.Length; index++)
        {
            InputSlot slot = slots[index];
            if (slot.Buffer is { } buffer)
            {
                _context.Bind(slot.Tensor, buffer);
            }
            else if (_isHost || slot.Tensor.Location == TensorLocation.Host)
            {
                _context.Bind(slot.Tensor, slot.Host);
            }
            else
            {
                DeviceBuffer device = _memory.Input(index, slot.ByteLength);
                _context.Bind(slot.Tensor, device);
                NativeMethods.BufferCopyFromHostAsync(
                    device.Handle, 0, slot.Host, 0, slot.ByteLength, _stream.SafeHandle);
            }
        }
    }

    private void BindOutputs(InferenceInputs inputs, ReadOnlySpan<OutputSlot> outputs)
    {
        for (int index = 0; index < outputs.Length; index++)
        {
            OutputSlot output = outputs[index];
            EngineTensor tensor = output.Tensor;
            if (!_shapesAreKnown)
            {
                _memory.SetOutputShape(index, _context.ShapeOf(tensor));
            }

            ref readonly NativeDims shape = ref _memory.OutputShape(index);
            bool isKnown = shape.IsRankKnown && TensorSize.IsKnown(shape.AsSpan());
            if (inputs.Output(index) is { } buffer)
            {
                output.Set(in shape, buffer);
                _context.Bind(tensor, buffer);
            }
            else if (!isKnown)
            {
                _context.Bind(tensor, _memory.GrowingFor(index));
            }
            else if (_isHost || tensor.Location == TensorLocation.Host)
            {
                _context.Bind(tensor, output.Reserve(in shape));
            }
            else
            {
                _ = output.Reserve(in shape);
                _context.Bind(tensor, _memory.Output(index, output.ByteLength));
            }
        }

        _shapesAreKnown = true;
    }

    private void CopyOutputs(ReadOnlySpan<OutputSlot> outputs)
    {
        if (_isHost)
        {
            return;
        }

        for (int index = 0; index < outputs.Length; index++)
        {
            OutputSlot output = outputs[index];
            if (output.Buffer is null && output.Tensor.Location != TensorLocation.Host && _memory.Growing(index) is null)
            {
                NativeMethods.BufferCopyToHostAsync(
                    _memory.Output(index, output.ByteLength).Handle, 0, output.Host, 0, output.ByteLength, _stream.SafeHandle);
            }
        }
    }
}
