using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/cancellation.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_context_cancel(ContextHandle context);

    /// <summary>Ends a running inference early, where the backend can.</summary>
    internal static void ContextCancel(ContextHandle context) => trts_context_cancel(context).ThrowIfFailed();

    /// <summary>
    /// As <see cref="ContextCancel"/>, where the backend can and the context still exists; otherwise nothing.
    /// </summary>
    internal static void ContextTryCancel(ContextHandle context)
    {
        try
        {
            _ = trts_context_cancel(context);
        }
        catch (ObjectDisposedException)
        {
            // The one who cancels is not the one who disposed it.
        }
    }
}
