using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary>
/// Runs actions in the order of one stream, whose handle owns this. What the native function gets is this object, not the
/// action: where the device fails, the functions that are still queued are never called, and nothing of them may be left.
/// </summary>
internal sealed unsafe class HostFunctionCallback
{
    private readonly Lock _launching = new();
    private readonly Lock _gate = new();
    private readonly LinkedList<(Action Action, CallbackFailure Failure)> _queued = new();
    private UserData _userData;

    /// <summary>
    /// cuLaunchHostFunc: <paramref name="action"/> runs after the work added before. It must not use the library, which
    /// CUDA forbids. What it throws goes to <paramref name="failure"/>.
    /// </summary>
    internal void Launch(StreamHandle stream, Action action, CallbackFailure failure)
    {
        using HeldHandle held = new(stream); // or the user data would come after who frees it

        // Actions are queued in the order in which the stream gets its functions.
        lock (_launching)
        {
            if (!_userData.IsAllocated)
            {
                _userData = UserData.Of(this);
                stream.OwnUserData(_userData);
            }

            lock (_gate)
            {
                _ = _queued.AddLast((action, failure));
            }

            try
            {
                NativeMethods.StreamLaunchHostFunction(
                    stream, (nint)(delegate* unmanaged[Cdecl]<void*, void>)&Run, _userData.Pointer);
            }
            catch
            {
                lock (_gate)
                {
                    _queued.RemoveLast();
                }

                throw;
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Run(void* userData)
    {
        HostFunctionCallback self = UserData.From<HostFunctionCallback>((nint)userData);
        (Action action, CallbackFailure failure) = self.Take();
        try
        {
            action();
        }
        catch (Exception exception)
        {
            failure.Report(exception);
        }
    }

    private (Action Action, CallbackFailure Failure) Take()
    {
        lock (_gate)
        {
            (Action, CallbackFailure) first = _queued.First!.Value;
            _queued.RemoveFirst();
            return first;
        }
    }
}
