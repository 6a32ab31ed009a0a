using System.Threading.Tasks.Sources;

namespace TensorRTSharp.Interop;

/// <summary>
/// Awaits the work of a stream, one wait at a time: a host function in the stream reports its end. Where the device has
/// failed those are never called, so a timer asks the stream now and then.
/// </summary>
internal sealed class StreamCompletion : IValueTaskSource
{
    private readonly Action _signal;
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private DeviceStream? _stream;
    private int _isWaiting;

    internal StreamCompletion() => _signal = Signal;

    internal bool IsWaiting => Volatile.Read(ref _isWaiting) != 0;

    /// <summary>Completes when all work that was added so far is done, well or not: synchronise to know.</summary>
    internal ValueTask WaitAsync(DeviceStream stream)
    {
        _core.Reset();
        _stream = stream;
        Volatile.Write(ref _isWaiting, 1);
        StreamHandle handle = stream.SafeHandle;
        try
        {
            handle.HostFunctions.Launch(handle, _signal, stream.CallbackFailure);
        }
        catch (TensorRTException)
        {
            Signal(); // the stream has failed already: synchronising says how
            return new ValueTask(this, _core.Version);
        }

        StreamWatch.Add(this);
        return new ValueTask(this, _core.Version);
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <summary>Asks the stream, in case nobody tells.</summary>
    /// <returns>False where there is nothing to wait for any more.</returns>
    internal bool Poll()
    {
        if (Volatile.Read(ref _isWaiting) == 0)
        {
            return false;
        }

        try
        {
            if (!_stream!.IsIdle)
            {
                return true;
            }
        }
        catch (Exception failure) when (failure is TensorRTException or ObjectDisposedException)
        {
            // whoever synchronises next gets it
        }

        Signal();
        return false;
    }

    private void Signal()
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) == 1)
        {
            _core.SetResult(true);
        }
    }
}

/// <summary>Polls streams that are awaited, a few times a second, for as long as there are some.</summary>
internal static class StreamWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly Lock Gate = new();
    private static readonly List<StreamCompletion> Watched = [];
    private static Timer? s_timer;

    internal static void Add(StreamCompletion completion)
    {
        lock (Gate)
        {
            if (!Watched.Contains(completion))
            {
                Watched.Add(completion);
            }

            s_timer ??= new Timer(static _ => Poll(), null, Interval, Interval);
        }
    }

    private static void Poll()
    {
        StreamCompletion[] watched;
        lock (Gate)
        {
            watched = [.. Watched];
        }

        foreach (StreamCompletion completion in watched)
        {
            if (!completion.Poll())
            {
                Forget(completion);
            }
        }
    }

    private static void Forget(StreamCompletion completion)
    {
        lock (Gate)
        {
            // A wait that began meanwhile stays watched.
            if (completion.IsWaiting)
            {
                return;
            }

            _ = Watched.Remove(completion);
            if (Watched.Count == 0)
            {
                s_timer?.Dispose();
                s_timer = null;
            }
        }
    }
}
