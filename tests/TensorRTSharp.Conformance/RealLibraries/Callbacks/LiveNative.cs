using TensorRTSharp.Interop;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>What the process keeps for native code: nothing more after a use than before it.</summary>
internal readonly record struct LiveNative(long NativeHandles, long NativeBytes, long SafeHandles, long UserData)
{
    public static LiveNative Now => new(
        NativeMethods.DiagnosticsGetLiveHandleCount(),
        NativeMethods.DiagnosticsGetLiveByteCount(),
        NativeHandle.LiveCount,
        Interop.UserData.LiveCount);

    /// <summary>Handles that other tests dropped may still be finalized meanwhile: they go first.</summary>
    public static LiveNative Settled()
    {
        for (int collection = 0; collection < 3; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Now;
    }
}
