namespace TensorRTSharp.Interop;

/// <summary>
/// What native code calls. No exception passes to it: TensorRT gets the value that its documentation calls a failure,
/// and the exception goes to whoever made the call that the callback belongs to.
/// </summary>
internal abstract class NativeCallback
{
    private CallbackFailure? _failure;

    /// <summary>Where exceptions go from now on; no allocation, because each enqueue sets it.</summary>
    internal void ReportTo(CallbackFailure failure) => Volatile.Write(ref _failure, failure);

    /// <summary>Keeps an exception for the caller of the operation that is running.</summary>
    protected void Fail(Exception exception) => Volatile.Read(ref _failure)?.Report(exception);
}
