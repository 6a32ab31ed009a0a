using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/status.h: the last error.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_error_get_last(out nint message, out int nativeCode);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_status_get_name(NativeStatus status, out nint name);

    /// <summary>What the last failed call on this thread had to say, and the foreign library's number.</summary>
    internal static (string Message, int NativeCode) ErrorGetLast(TensorRTStatus status) =>
        trts_error_get_last(out nint message, out int nativeCode).Succeeded
        && Utf8.ToString(message) is { Length: > 0 } text
            ? (text, nativeCode)
            : ($"The native call failed with status {status}.", 0);

    /// <summary>The name of a status in the C header: "INVALID_ARGUMENT".</summary>
    internal static string StatusGetName(TensorRTStatus status)
    {
        trts_status_get_name(new NativeStatus(status), out nint name).ThrowIfFailed();
        return Utf8.ToString(name);
    }
}
