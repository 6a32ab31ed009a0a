using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TensorRTSharp.Interop;

/// <summary>
/// An owned native object. It holds a reference to its parent, and to whatever else its native object points at, until
/// its own destroy function has returned: objects may be disposed, or finalised, in any order.
/// </summary>
/// <remarks>
/// A handle comes out of an import with the native pointer and nothing else; <see cref="SetParent"/>, or
/// <see cref="Adopt"/> where it has no parent, makes it live.
/// </remarks>
internal abstract class NativeHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private static long s_liveCount;

    private readonly Lock _gate = new();
    private List<NativeHandle>? _keptAlive;
    private StreamUse? _streamUse;
    private UserData _userData;
    private bool _isLive;
    private volatile bool _isDisposed;
    private volatile bool _isReleased;

    protected NativeHandle()
        : base(ownsHandle: true)
    {
    }

    /// <summary>How many native objects this process owns through handles.</summary>
    internal static long LiveCount => Interlocked.Read(ref s_liveCount);

    /// <summary>
    /// Has its user disposed it? <see cref="SafeHandle.IsClosed"/> tells less: it stays false while something holds a
    /// reference.
    /// </summary>
    /// <summary>Is the native object gone?</summary>
    internal bool IsReleased => _isReleased;

    internal bool IsDisposed => _isDisposed;

    /// <summary>Takes charge of a native object that has no parent.</summary>
    internal void Adopt()
    {
        _isLive = true;
        _ = Interlocked.Increment(ref s_liveCount);
    }

    /// <summary>Takes charge of a native object that must be destroyed before <paramref name="parent"/>.</summary>
    internal void SetParent(NativeHandle parent)
    {
        try
        {
            KeepAlive(parent);
        }
        catch (ObjectDisposedException)
        {
            // Another thread has destroyed the parent meanwhile: a lost child is better than one destroyed too late.
            SetHandleAsInvalid();
            throw;
        }

        Adopt();
    }

    /// <summary>
    /// Holds a reference to <paramref name="other"/> until this native object is destroyed or <see cref="LetGo"/>.
    /// </summary>
    internal void KeepAlive(NativeHandle other)
    {
        bool added = false;
        other.DangerousAddRef(ref added);
        lock (_gate)
        {
            _keptAlive ??= new List<NativeHandle>(1);
            _keptAlive.Add(other);
        }
    }

    /// <summary>Gives back one reference that <see cref="KeepAlive"/> took.</summary>
    internal void LetGo(NativeHandle other)
    {
        bool removed;
        lock (_gate)
        {
            removed = _keptAlive is not null && _keptAlive.Remove(other);
        }

        if (removed)
        {
            other.DangerousRelease();
        }
    }

    /// <summary>
    /// Hands over what native callbacks receive as their user data: freed only after destroy has returned, because
    /// callbacks may run until then. A target that is a NativeCallback is told.
    /// </summary>
    internal void OwnUserData(UserData userData) => _userData = userData;

    /// <summary>The native object belongs to somebody else from now on.</summary>
    internal void GiveUp()
    {
        SetHandleAsInvalid();
        _ = Interlocked.Decrement(ref s_liveCount);
    }

    /// <summary>
    /// Remembers that queued work of <paramref name="stream"/> uses this object: destroying waits for it.
    /// </summary>
    internal void UsedOn(StreamHandle stream) => (_streamUse ?? CreateStreamUse()).Add(stream);

    /// <summary>Calls the destroy function of the native object.</summary>
    protected abstract void Destroy(nint native);

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    protected sealed override bool ReleaseHandle()
    {
        if (!IsWorkDone(mayWaitForStreams: false))
        {
            // A callback of the work that uses this object has disposed it: another thread waits for the work's end.
            _ = ThreadPool.UnsafeQueueUserWorkItem(
                static self =>
                {
                    _ = self.IsWorkDone(mayWaitForStreams: true);
                    self.Release();
                },
                this,
                preferLocal: false);
            return true;
        }

        Release();
        return true;
    }

    /// <summary>Waits for the queued work that uses this object.</summary>
    /// <param name="mayWaitForStreams">Also for streams that another thread is about to destroy?</param>
    /// <returns>False where this thread cannot wait for it.</returns>
    protected virtual bool IsWorkDone(bool mayWaitForStreams) => _streamUse?.WaitUntilDone(mayWaitForStreams) ?? true;

    private void Release()
    {
        Destroy(handle);
        _isReleased = true;
        if (_userData.IsAllocated)
        {
            (_userData.Target as NativeCallback)?.OnReleased();
            _userData.Free();
        }

        // Last: the native object may have used these while it was destroyed.
        foreach (NativeHandle other in _keptAlive ?? [])
        {
            other.DangerousRelease();
        }

        if (_isLive)
        {
            _ = Interlocked.Decrement(ref s_liveCount);
        }
    }

    private StreamUse CreateStreamUse()
    {
        var created = new StreamUse();
        return Interlocked.CompareExchange(ref _streamUse, created, null) ?? created;
    }
}
