namespace TensorRTSharp.Interop;

/// <summary>The refit observer of one parser.</summary>
internal sealed class RefitObserverSlot(TensorRT library, CallbackFailure failures)
{
    private ObservingCallback? _callback;
    private RefitterObserverHandle? _native;

    internal IRefitterObserver? Observer { get; private set; }

    /// <summary>At the beginning of every call of the parser.</summary>
    internal void RequireQuiet()
    {
        if (_callback is { IsTelling: true })
        {
            throw new InvalidOperationException(
                "IRefitterObserver.OnRefittableWeight must not use the parser that calls it: keep the record, and use the "
                + "parser afterwards.");
        }
    }

    internal void Set<THandle>(THandle owner, IRefitterObserver? observer, Action<THandle, RefitterObserverHandle?> set)
        where THandle : NativeHandle
    {
        RefitterObserverHandle? before = _native;
        if (observer is not null)
        {
            ObservingCallback callback = new(observer, failures);
            using RefitterObserverHandle native = callback.Create(library.Library);
            set(owner, native);
            owner.KeepAlive(native); // the native parser points at it
            (_callback, _native) = (callback, native);
        }
        else if (before is not null)
        {
            set(owner, null);
            (_callback, _native) = (null, null);
        }

        Observer = observer;
        if (before is not null)
        {
            owner.LetGo(before);
        }
    }
}
