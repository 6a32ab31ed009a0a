using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// What a session keeps between runs: device memory for inputs and outputs, shapes of the last run, results that were
/// given back. Results come back on any thread; the rest is the running thread's.
/// </summary>
internal sealed class SessionMemory : IDisposable
{
    private readonly TensorRT _library;
    private readonly NativeDims[] _inputShapes;
    private readonly NativeDims[] _outputShapes;
    private readonly DeviceBuffer?[] _inputs;
    private readonly DeviceBuffer?[] _outputs;
    private readonly OutputBuffer?[] _growing;
    private readonly bool[] _isGrowing; // in the last run
    private readonly Lock _gate = new();
    private readonly List<ResultLease> _free = [];
    private ResultLease? _latest; // most runs take what the one before gave back, without the lock
    private bool _isDisposed;

    internal SessionMemory(Engine engine)
    {
        _library = engine.Library;
        _inputShapes = new NativeDims[engine.Inputs.Count];
        _inputs = new DeviceBuffer?[engine.Inputs.Count];
        _outputShapes = new NativeDims[engine.Outputs.Count];
        _outputs = new DeviceBuffer?[engine.Outputs.Count];
        _growing = new OutputBuffer?[engine.Outputs.Count];
        _isGrowing = new bool[engine.Outputs.Count];
    }

    internal bool HasShape(int input, in NativeDims shape) => _inputShapes[input].AsSpan().SequenceEqual(shape.AsSpan());

    internal void RememberShape(int input, in NativeDims shape) => _inputShapes[input] = shape;

    internal ref readonly NativeDims OutputShape(int output) => ref _outputShapes[output];

    internal void SetOutputShape(int output, in NativeDims shape)
    {
        _outputShapes[output] = shape;
        _isGrowing[output] = false;
    }

    /// <summary>Device memory for an input of so many bytes.</summary>
    internal DeviceBuffer Input(int input, long byteLength) => Reserve(_inputs, input, byteLength);

    /// <summary>Device memory for an output of so many bytes.</summary>
    internal DeviceBuffer Output(int output, long byteLength) => Reserve(_outputs, output, byteLength);

    /// <summary>Memory for an output whose size is known only after a run.</summary>
    internal OutputBuffer GrowingFor(int output)
    {
        _isGrowing[output] = true;
        return _growing[output] ??= _library.CreateOutputBuffer();
    }

    /// <summary>Such memory, if the last run wrote to it.</summary>
    internal OutputBuffer? Growing(int output) => _isGrowing[output] ? _growing[output] : null;

    internal ResultLease Rent(InferenceSession session)
    {
        if (Interlocked.Exchange(ref _latest, null) is { } latest)
        {
            return latest;
        }

        lock (_gate)
        {
            if (_free.Count > 0)
            {
                ResultLease lease = _free[^1];
                _free.RemoveAt(_free.Count - 1);
                return lease;
            }
        }

        return new ResultLease(session);
    }

    internal void Return(ResultLease lease)
    {
        if (!Volatile.Read(ref _isDisposed) && Interlocked.CompareExchange(ref _latest, lease, null) is null)
        {
            if (Volatile.Read(ref _isDisposed))
            {
                Interlocked.Exchange(ref _latest, null)?.Free(); // Dispose may have passed by meanwhile
            }

            return;
        }

        lock (_gate)
        {
            if (!_isDisposed)
            {
                _free.Add(lease);
                return;
            }
        }

        lease.Free();
    }

    public void Dispose()
    {
        List<ResultLease> free;
        lock (_gate)
        {
            Volatile.Write(ref _isDisposed, true);
            free = [.. _free];
            _free.Clear();
        }

        Interlocked.Exchange(ref _latest, null)?.Free();
        free.ForEach(static lease => lease.Free());
        foreach (IDisposable? memory in (IEnumerable<IDisposable?>)[.. _inputs, .. _outputs, .. _growing])
        {
            memory?.Dispose();
        }
    }

    private DeviceBuffer Reserve(DeviceBuffer?[] buffers, int index, long byteLength)
    {
        DeviceBuffer? buffer = buffers[index];
        if (buffer is null || buffer.ByteLength < byteLength)
        {
            DeviceBuffer larger = _library.AllocateBuffer(Math.Max(byteLength, buffer is null ? 256 : 2 * buffer.ByteLength));
            buffer?.Dispose();
            buffers[index] = buffer = larger;
        }

        return buffer;
    }
}
