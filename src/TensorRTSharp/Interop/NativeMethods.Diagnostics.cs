using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/diagnostics.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_diagnostics_get_live_handle_count(out long count);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_diagnostics_get_live_handle_count_of(
        int kind, out nint name, out long count);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_diagnostics_get_handle_kind_count(out int count);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_diagnostics_get_live_byte_count(out long count);

    /// <summary>How many native handles are alive in the process.</summary>
    internal static long DiagnosticsGetLiveHandleCount()
    {
        trts_diagnostics_get_live_handle_count(out long count).ThrowIfFailed();
        return count;
    }

    /// <summary>How many bytes of buffers, models and plans the native library holds.</summary>
    internal static long DiagnosticsGetLiveByteCount()
    {
        trts_diagnostics_get_live_byte_count(out long count).ThrowIfFailed();
        return count;
    }

    /// <summary>How many native handles of each kind are alive; only the kinds that have some.</summary>
    internal static Dictionary<string, long> DiagnosticsGetLiveHandleCounts()
    {
        trts_diagnostics_get_handle_kind_count(out int kinds).ThrowIfFailed();
        Dictionary<string, long> counts = [];
        for (int kind = 0; kind < kinds; kind++)
        {
            trts_diagnostics_get_live_handle_count_of(kind, out nint name, out long count).ThrowIfFailed();
            if (count != 0)
            {
                counts[Utf8.ToString(name)] = count;
            }
        }

        return counts;
    }
}
