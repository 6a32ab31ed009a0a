namespace TensorRTSharp.Interop;

/// <summary>
/// The streams on which an object was put to use. Native memory must not be freed under queued work, so its handle
/// waits for these streams first, as cuMemFree does.
/// </summary>
internal sealed class StreamUse
{
    private readonly Lock _gate = new();
    private readonly List<StreamHandle> _streams = new(1);
    private StreamHandle? _latest;

    internal void Add(StreamHandle stream)
    {
        if (ReferenceEquals(_latest, stream))
        {
            return; // the steady state of an inference loop
        }

        lock (_gate)
        {
            _latest = stream;
            _ = _streams.RemoveAll(static used => used.IsClosed);
            if (!_streams.Contains(stream))
            {
                _streams.Add(stream);
            }
        }
    }

    /// <returns>False where this is called by such work itself, which cannot wait for its own end.</returns>
    internal bool WaitUntilDone(bool mayWaitForStreams)
    {
        lock (_gate)
        {
            return _streams.TrueForAll(stream => Wait(stream, mayWaitForStreams));
        }
    }

    private static bool Wait(StreamHandle stream, bool mayWaitForRelease)
    {
        bool added = false;
        try
        {
            stream.DangerousAddRef(ref added);
            return NativeMethods.StreamDrain(stream);
        }
        catch (ObjectDisposedException)
        {
            // A stream waits for its work when it is destroyed. That may be under way, or wait for this very thread.
            if (mayWaitForRelease)
            {
                SpinWait.SpinUntil(() => stream.IsReleased);
            }

            return stream.IsReleased;
        }
        finally
        {
            if (added)
            {
                stream.DangerousRelease();
            }
        }
    }
}
