using System.Buffers;
using System.Numerics.Tensors;

namespace TensorRTSharp;

/// <summary>
/// The inputs of inferences with one engine, to be filled again for each. Values are copied to memory of its own, which is
/// page-locked where there is a GPU; device memory is used in place. One thread at a time; it belongs to a run until that
/// is done. Owned by the caller; may be disposed in any order with sessions and engine.
/// </summary>
public sealed class InferenceInputs : IDisposable
{
    private const int Idle = 0;
    private const int Filling = 1;
    private const int Running = 2;

    private readonly InputSlot[] _slots;
    private DeviceBuffer?[]? _outputs; // by the engine's order of outputs
    private int _state;
    private volatile bool _isDisposed;

    internal InferenceInputs(Engine engine)
    {
        Engine = engine;
        _slots = [.. engine.Inputs.Select(input => new InputSlot(input, engine.Library, engine.Device))];
    }

    /// <summary>The engine that these are inputs of; any of its sessions takes them.</summary>
    public Engine Engine { get; }

    internal ReadOnlySpan<InputSlot> Slots => _slots;

    /// <summary>Copies values to an input.</summary>
    /// <typeparam name="T">
    /// The element type that the engine has: float, Half, BFloat16, sbyte, byte, int, long or bool.
    /// </typeparam>
    /// <param name="input">The name of an input.</param>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">All dimensions, also those that the engine fixes.</param>
    /// <exception cref="ArgumentException">
    /// There is no such input, or type, rank, a dimension or the number of elements is not the engine's: the message
    /// names it.
    /// </exception>
    /// <exception cref="InvalidOperationException">A run that is not done uses these inputs.</exception>
    public void Set<T>(string input, ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
        where T : unmanaged =>
        Set(Index(input), values, shape);

    /// <inheritdoc cref="Set{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>
    public void Set<T>(string input, T[] values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Set(Index(input), new ReadOnlySpan<T>(values), shape);
    }

    /// <summary>Copies values to an input; the shape is the tensor's.</summary>
    /// <inheritdoc cref="Set{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>
    public void Set<T>(string input, in ReadOnlyTensorSpan<T> values)
        where T : unmanaged
    {
        Span<long> shape = stackalloc long[values.Rank];
        for (int index = 0; index < shape.Length; index++)
        {
            shape[index] = values.Lengths[index];
        }

        Write<T, ReadOnlyTensorSpan<T>>(input, shape, values, static (target, source) => source.FlattenTo(target));
    }

    /// <summary>Copies values to the input at a position among <see cref="Engine.Inputs"/>.</summary>
    /// <typeparam name="T">The element type that the engine has.</typeparam>
    /// <param name="input">The position, from 0.</param>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">All dimensions.</param>
    /// <exception cref="ArgumentException">As for <see cref="Set{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>.</exception>
    public void Set<T>(int input, ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        InputSlot slot = Slot(input);
        Enter();
        try
        {
            slot.Set(values, shape);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// Lends an input's memory to a method that fills it, so that values need not be copied from elsewhere.
    /// </summary>
    /// <typeparam name="T">The element type that the engine has.</typeparam>
    /// <typeparam name="TState">What the method needs, so that it need not be a closure.</typeparam>
    /// <param name="input">The name of an input.</param>
    /// <param name="shape">All dimensions.</param>
    /// <param name="state">Given to the method.</param>
    /// <param name="write">Fills all elements, in row-major order; what is in them before is undefined.</param>
    /// <exception cref="ArgumentException">As for <see cref="Set{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>.</exception>
    public void Write<T, TState>(string input, ReadOnlySpan<long> shape, TState state, SpanAction<T, TState> write)
        where T : unmanaged
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(write);
        InputSlot slot = Slot(Index(input));
        Enter();
        try
        {
            slot.Write(shape, state, write);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Copies an input of any element type as it lies in memory; elements of less than a byte are packed.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="bytes">As many bytes as the shape takes.</param>
    /// <param name="shape">All dimensions.</param>
    /// <exception cref="ArgumentException">As for <see cref="Set{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>.</exception>
    public void SetBytes(string input, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        InputSlot slot = Slot(Index(input));
        Enter();
        try
        {
            slot.SetBytes(bytes, shape);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Takes an input from device memory, which is read in place when a run executes.</summary>
    /// <param name="input">The name of an input.</param>
    /// <param name="buffer">Dense row-major elements. It must not be disposed before the run is done.</param>
    /// <param name="shape">All dimensions; the buffer may be larger.</param>
    /// <exception cref="ArgumentException">As for <see cref="Set{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>.</exception>
    public void Set(string input, DeviceBuffer buffer, ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        InputSlot slot = Slot(Index(input));
        Enter();
        try
        {
            slot.Set(buffer, shape);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Leaves an output in device memory of the caller's instead of bringing it to the host.</summary>
    /// <param name="output">The name of an output.</param>
    /// <param name="buffer">Large enough for every run with these inputs; null brings the output to the host again.</param>
    /// <exception cref="ArgumentException">There is no such output, or the buffer belongs to another backend.</exception>
    public void BindOutput(string output, DeviceBuffer? buffer)
    {
        int index = Engine.OutputIndex(output);
        if (buffer is not null)
        {
            Engine.Library.RequireSharedDevices(buffer.Library, buffer.Device, Engine.Device, "The buffer", nameof(buffer));
        }

        Enter();
        try
        {
            _outputs ??= new DeviceBuffer?[Engine.Outputs.Count];
            _outputs[index] = buffer;
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Forgets all values and bound outputs; the memory stays for the next ones.</summary>
    public void Clear()
    {
        Enter();
        try
        {
            _outputs = null;
            foreach (InputSlot slot in _slots)
            {
                slot.Clear();
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Frees the memory, after the run that uses it.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (InputSlot slot in _slots)
        {
            slot.Dispose();
        }
    }

    /// <summary>Where an output is to go; null for the host.</summary>
    internal DeviceBuffer? Output(int index) => _outputs?[index];

    /// <summary>Claims the inputs for a run, which needs all of them.</summary>
    internal void BeginRun()
    {
        Enter();
        foreach (InputSlot slot in _slots)
        {
            if (!slot.IsSet)
            {
                Exit();
                throw new InvalidOperationException(
                    $"The {slot.Tensor} has no values yet: set it with InferenceInputs.Set before the run. Missing: "
                    + string.Join(", ", _slots.Where(static missing => !missing.IsSet).Select(static missing => $"'{missing.Tensor.Name}'"))
                    + ".");
            }
        }

        Volatile.Write(ref _state, Running);
    }

    internal void EndRun() => Exit();

    private int Index(string input) => Engine.InputIndex(input);

    private InputSlot Slot(int input) =>
        (uint)input < (uint)_slots.Length
            ? _slots[input]
            : throw new ArgumentOutOfRangeException(
                nameof(input), input, $"The engine has {_slots.Length} inputs; they are counted from 0.");

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        int before = Interlocked.CompareExchange(ref _state, Filling, Idle);
        if (before != Idle)
        {
            throw new InvalidOperationException(
                before == Running
                    ? "These InferenceInputs belong to a run that is not done: await it, or create other inputs "
                        + "(InferenceSession.CreateInputs) for what comes meanwhile."
                    : "Another thread is using these InferenceInputs: give each thread its own (InferenceSession.CreateInputs).");
        }
    }

    private void Exit() => Volatile.Write(ref _state, Idle);
}
