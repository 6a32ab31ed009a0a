namespace TensorRTSharp.Interop;

/// <summary>
/// Where callbacks put the exceptions that must not reach native code. The first is kept: it becomes the inner
/// exception of the call that the callbacks belong to.
/// </summary>
internal sealed class CallbackFailure
{
    private Exception? _first;

    internal bool HasFailed => Volatile.Read(ref _first) is not null;

    internal void Report(Exception exception) => _ = Interlocked.CompareExchange(ref _first, exception, null);

    /// <summary>The first exception, once.</summary>
    internal Exception? Take() => Interlocked.Exchange(ref _first, null);
}
