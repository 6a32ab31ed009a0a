using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Interop;

/// <summary>
/// Where callbacks put the exceptions that must not reach native code. The first is kept: it becomes the inner
/// exception of the call that the callbacks belong to. Where no call is running, the object's next call raises it, and
/// the log tells of it once.
/// </summary>
internal sealed class CallbackFailure(ILogger? logger = null)
{
    private Exception? _first;
    private int _runningCalls;

    internal bool HasFailed => Volatile.Read(ref _first) is not null;

    internal void Report(Exception exception)
    {
        if (Interlocked.CompareExchange(ref _first, exception, null) is null
            && Volatile.Read(ref _runningCalls) == 0 && logger is not null)
        {
            NativeLog.CallbackFailed(logger, exception, exception.GetType().Name);
        }
    }

    /// <summary>The first exception, once.</summary>
    internal Exception? Take() => Interlocked.Exchange(ref _first, null);

    /// <summary>A call is running, as long as the scope lives: what fails meanwhile is its own.</summary>
    internal CallScope Enter()
    {
        _ = Interlocked.Increment(ref _runningCalls);
        return new CallScope(this);
    }

    /// <summary>Raises what failed while no call was running. At the beginning of every call.</summary>
    internal void ThrowPending()
    {
        if (Volatile.Read(ref _first) is not null && Volatile.Read(ref _runningCalls) == 0)
        {
            Throw();
        }
    }

    [DoesNotReturn]
    private static void ThrowFor(Exception cause) => throw NativeStatus.CreateException(
        TensorRTStatus.CallbackFailed,
        $"A callback threw {cause.GetType().Name} while no call was running: {cause.Message}",
        cause: cause);

    private void Throw()
    {
        if (Take() is { } cause)
        {
            ThrowFor(cause);
        }
    }

    internal readonly ref struct CallScope(CallbackFailure failure)
    {
        public void Dispose() => _ = Interlocked.Decrement(ref failure._runningCalls);
    }
}
