namespace TensorRTSharp.Interop;

/// <summary>
/// The owner of what native code lends a callback for the time of a call (<see cref="BorrowedRef"/>). Disposed when the
/// callback returns: later uses of such objects throw, and none is still under way on another thread.
/// </summary>
internal sealed class CallLifetime : NativeHandle
{
    private volatile bool _hasEnded;

    internal CallLifetime() => SetHandle(1); // any number that is valid: nothing native stands behind it

    /// <summary>What a view of the given name points at, while that is still there.</summary>
    internal static BorrowedRef Require(BorrowedRef native, string viewName) => native.Owner.IsDisposed
        ? throw new ObjectDisposedException(
            viewName,
            $"An {viewName} lives as long as the call of IAlgorithmSelector that it was given to, and that has returned: keep "
            + "what you need of it, not the object.")
        : native;

    protected override void Destroy(nint native) => _hasEnded = true;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SpinWait.SpinUntil(() => _hasEnded);
        }
    }
}
