using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/stream.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_create(LibraryPointer library, out StreamHandle stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_create_with_priority(
        LibraryPointer library, int device, NativeStreamFlags flags, int priority, out StreamHandle stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void trts_stream_destroy(nint stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_synchronize(StreamHandle stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_query(StreamHandle stream, out int idle);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_query(nint stream, out int idle);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_get_native(StreamHandle stream, out nint native);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_get_device(StreamHandle stream, out int device);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_wait_event(StreamHandle stream, EventHandle @event);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_stream_launch_host_function(
        StreamHandle stream, nint function, nint userData);

    internal static StreamHandle StreamCreate(LibraryPointer library)
    {
        trts_stream_create(library, out StreamHandle stream).ThrowIfFailed();
        stream.Adopt();
        return stream;
    }

    /// <summary>A smaller priority goes first; see <see cref="DeviceGetStreamPriorityRange"/>.</summary>
    internal static StreamHandle StreamCreate(
        LibraryPointer library, int device, NativeStreamFlags flags, int priority)
    {
        trts_stream_create_with_priority(library, device, flags, priority, out StreamHandle stream).ThrowIfFailed();
        stream.Adopt();
        return stream;
    }

    internal static void StreamDestroy(nint stream) => trts_stream_destroy(stream);

    /// <summary>Waits for the queued work; callbacks of that work report to <paramref name="callbacks"/>.</summary>
    internal static void StreamSynchronize(StreamHandle stream, CallbackFailure callbacks) =>
        trts_stream_synchronize(stream).ThrowIfFailed(callbacks, TensorRTStatus.ExecutionFailed);

    /// <summary>Waits until the stream is idle and leaves its failure, if there is one, to who synchronises.</summary>
    /// <returns>False from inside the stream's own work, which cannot wait for itself.</returns>
    internal static bool StreamDrain(StreamHandle stream)
    {
        SpinWait spin = default;
        while (true)
        {
            NativeStatus status = trts_stream_query(stream, out int idle);
            if (!status.Succeeded || idle != 0)
            {
                return status.Code != TensorRTStatus.InvalidState;
            }

            spin.SpinOnce();
        }
    }

    /// <summary>Is this a callback of the stream's work? For who owns the stream alone.</summary>
    internal static bool IsInStreamsOwnWork(nint stream) =>
        trts_stream_query(stream, out _).Code == TensorRTStatus.InvalidState;

    internal static bool StreamQuery(StreamHandle stream)
    {
        NativeStatus status = trts_stream_query(stream, out int idle);
        if (status.Code == TensorRTStatus.InvalidState)
        {
            return false; // asked from inside its own work
        }

        status.ThrowIfFailed();
        return idle != 0;
    }

    internal static nint StreamGetNative(StreamHandle stream)
    {
        trts_stream_get_native(stream, out nint native).ThrowIfFailed();
        return native;
    }

    internal static int StreamGetDevice(StreamHandle stream)
    {
        trts_stream_get_device(stream, out int device).ThrowIfFailed();
        return device;
    }

    /// <summary>For <see cref="HostFunctionCallback"/> alone, which keeps the order.</summary>
    internal static void StreamLaunchHostFunction(StreamHandle stream, nint function, nint userData) =>
        trts_stream_launch_host_function(stream, function, userData).ThrowIfFailed();

    internal static void StreamWaitEvent(StreamHandle stream, EventHandle @event) =>
        trts_stream_wait_event(stream, @event).ThrowIfFailed();
}
