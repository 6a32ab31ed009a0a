using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Lifetimes;

/// <summary>What the process owns at one moment, by every counter there is.</summary>
/// <param name="NativeHandles">Handles of the C ABI that were not destroyed.</param>
/// <param name="NativeBytes">Bytes of buffers, models and plans in native memory.</param>
/// <param name="SafeHandles">Managed handles that own a native object.</param>
/// <param name="UserData">Managed objects that native callbacks keep.</param>
internal readonly record struct LiveObjects(long NativeHandles, long NativeBytes, long SafeHandles, long UserData)
{
    private const int MostCollections = 50;

    internal static LiveObjects Now => new(
        NativeMethods.DiagnosticsGetLiveHandleCount(),
        NativeMethods.DiagnosticsGetLiveByteCount(),
        NativeHandle.LiveCount,
        TensorRTSharp.Interop.UserData.LiveCount);

    /// <summary>Collects until nothing is left that was not there before, or for a while.</summary>
    /// <returns>What there is then.</returns>
    internal static LiveObjects CollectUntil(LiveObjects before, IReadOnlyCollection<WeakReference>? traces = null)
    {
        for (int collection = 0; collection < MostCollections; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (Now == before && CountAlive(traces) == 0)
            {
                break;
            }
        }

        return Now;
    }

    internal static int CountAlive(IReadOnlyCollection<WeakReference>? traces) =>
        traces?.Count(static trace => trace.IsAlive) ?? 0;
}
