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
    [ThreadStatic]
    private static CallbackFailure? t_current;

    private Exception? _first;
    private int _runningCalls;

    /// <summary>Of the call that runs on this thread; null where there is none.</summary>
    internal static CallbackFailure? Current => t_current;

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

    /// <summary>Ends on the thread that it began on.</summary>
    internal readonly ref struct CallScope
    {
        private readonly CallbackFailure _failure;
        private readonly CallbackFailure? _outer;

        internal CallScope(CallbackFailure failure)
        {
            _failure = failure;
            _outer = t_current;
            t_current = failure;
        }

        public void Dispose()
        {
            t_current = _outer;
            _ = Interlocked.Decrement(ref _failure._runningCalls);
        }
    }
}
