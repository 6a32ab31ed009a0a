namespace TensorRTSharp.Interop;

/// <summary>
/// What one configuration's native calibrator is answered from. Between <see cref="Begin"/> and <see cref="End"/> it owns
/// the device memory of the batch that TensorRT is reading, and the bytes of the cache.
/// </summary>
internal sealed unsafe class CalibrationFeed(Int8Calibrator calibrator, TensorRT library)
{
    private readonly Dictionary<string, BufferHandle> _copies = new(StringComparer.Ordinal);
    private readonly List<BufferHandle> _lent = []; // of the current batch; TensorRT reads them until the next
    private IEnumerator<CalibrationBatch>? _batches;
    private CalibrationTarget? _target;
    private CalibrationCache? _cache;
    private byte[]? _cacheBytes; // pinned: TensorRT has their address
    private CancellationToken _cancellationToken;
    private int _taken;
    private bool _hasFailed;

    internal Int8Calibrator Calibrator => calibrator;

    /// <summary>Before a build; reads and checks the cache.</summary>
    internal void Begin(CalibrationTarget target, CancellationToken cancellationToken)
    {
        CalibrationCache? cache =
            calibrator.CachePath is { } path && File.Exists(path) ? CalibrationCache.Load(path) : calibrator.Cache;
        if (cache is not null)
        {
            target.Require(cache, calibrator.Algorithm);
        }

        (_target, _cache, _cancellationToken, _hasFailed) = (target, cache, cancellationToken, false);
    }

    /// <summary>After a build: nothing native asks any more.</summary>
    internal void End()
    {
        foreach (BufferHandle copy in _copies.Values)
        {
            copy.Dispose();
        }

        _copies.Clear();
        (_target, _cache, _cacheBytes, _cancellationToken) = (null, null, null, default);
        StopBatches(); // last: it runs what the application wrote
    }

    internal bool GetBatch(void** bindings, byte** names, int count)
    {
        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Return();
            _batches ??= calibrator.GetBatches();
            if (!_batches.MoveNext())
            {
                StopBatches(); // asked once more, it begins anew
                return false;
            }

            CalibrationBatch batch = _batches.Current
                ?? throw new InvalidOperationException("The calibration data has a batch that is null.");
            for (int index = 0; index < count; index++)
            {
                bindings[index] = (void*)Lend(batch, Utf8.ToString((nint)names[index]));
            }

            calibrator.Progress?.Report(++_taken);
            return true;
        }
        catch
        {
            // TensorRT takes the answer for the end of the data, and goes on with what it has: it must not be kept.
            _hasFailed = true;
            throw;
        }
    }

    internal void* ReadCache(long* length)
    {
        *length = 0;
        if (_cache is null)
        {
            return null;
        }

        byte[] bytes = _cache.ToArray();
        _cacheBytes = GC.AllocateUninitializedArray<byte>(Math.Max(1, bytes.Length), pinned: true);
        bytes.CopyTo(_cacheBytes, 0);
        *length = bytes.Length;
        calibrator.Cache = _cache;
        fixed (byte* address = _cacheBytes)
        {
            return address;
        }
    }

    internal void WriteCache(void* data, long length)
    {
        if (_hasFailed)
        {
            return;
        }

        CalibrationCache cache = CalibrationCache.Parse(new ReadOnlySpan<byte>(data, checked((int)length)));
        calibrator.Cache = cache;
        if (calibrator.CachePath is { } path)
        {
            cache.Save(path);
        }
    }

    private nint Lend(CalibrationBatch batch, string input)
    {
        if (!batch.Inputs.TryGetValue(input, out CalibrationValues? values))
        {
            throw new ArgumentException(
                $"The calibration batch has no values for input '{input}', but for "
                + (batch.Inputs.Count == 0 ? "none" : string.Join(", ", batch.Inputs.Keys.Select(static name => $"'{name}'")))
                + ": give each input of the network its values (CalibrationBatch.Set).");
        }

        _target?.Require(input, values);
        if (values.Buffer is { } buffer)
        {
            library.RequireSharedDevices(buffer.Library, "The buffer", nameof(buffer));
            BufferHandle handle = buffer.Handle;
            bool held = false;
            handle.DangerousAddRef(ref held);
            _lent.Add(handle);
            return buffer.Address;
        }

        long size = Math.Max(1, TensorSize.Bytes(values.Shape, values.DataType));
        if (_copies.TryGetValue(input, out BufferHandle? copy) && NativeMethods.BufferGetSize(copy) < size)
        {
            _ = _copies.Remove(input);
            copy.Dispose();
            copy = null;
        }

        if (copy is null)
        {
            copy = NativeMethods.BufferCreate(library.Library, size);
            _copies.Add(input, copy);
        }

        values.Copy!(copy);
        return NativeMethods.BufferGetAddress(copy);
    }

    private void StopBatches()
    {
        Return();
        _taken = 0;
        IEnumerator<CalibrationBatch>? batches = _batches;
        _batches = null;
        batches?.Dispose();
    }

    /// <summary>TensorRT has read the current batch.</summary>
    private void Return()
    {
        foreach (BufferHandle handle in _lent)
        {
            handle.DangerousRelease();
        }

        _lent.Clear();
    }
}
