namespace TensorRTSharp.Interop;

/// <summary>
/// A reference for the time of a scope: what the native object gives birth to gets it as parent, even if it is disposed
/// meanwhile, by another thread or by a callback of the very call.
/// </summary>
internal readonly ref struct HeldHandle : IDisposable
{
    private readonly NativeHandle _handle;

    internal HeldHandle(NativeHandle handle)
    {
        bool isHeld = false;
        handle.DangerousAddRef(ref isHeld);
        _handle = handle;
    }

    public void Dispose() => _handle.DangerousRelease();
}
