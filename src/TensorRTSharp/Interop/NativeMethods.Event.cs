using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <content>trtsharp/event.h.</content>
internal static partial class NativeMethods
{
    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_event_create(LibraryPointer library, out EventHandle @event);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_event_create_with_flags(
        LibraryPointer library, int device, NativeEventFlags flags, out EventHandle @event);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void trts_event_destroy(nint @event);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_event_record(EventHandle @event, StreamHandle stream);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_event_synchronize(EventHandle @event);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_event_query(EventHandle @event, out int completed);

    [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial NativeStatus trts_event_get_elapsed_time(
        EventHandle @event, EventHandle end, out float milliseconds);

    internal static EventHandle EventCreate(LibraryPointer library)
    {
        trts_event_create(library, out EventHandle @event).ThrowIfFailed();
        @event.Adopt();
        return @event;
    }

    internal static EventHandle EventCreate(LibraryPointer library, int device, NativeEventFlags flags)
    {
        trts_event_create_with_flags(library, device, flags, out EventHandle @event).ThrowIfFailed();
        @event.Adopt();
        return @event;
    }

    internal static void EventDestroy(nint @event) => trts_event_destroy(@event);

    internal static void EventRecord(EventHandle @event, StreamHandle stream) =>
        trts_event_record(@event, stream).ThrowIfFailed();

    internal static void EventSynchronize(EventHandle @event) => trts_event_synchronize(@event).ThrowIfFailed();

    internal static bool EventQuery(EventHandle @event)
    {
        trts_event_query(@event, out int completed).ThrowIfFailed();
        return completed != 0;
    }

    /// <summary>From <paramref name="event"/> to <paramref name="end"/>; both completed, and with timing.</summary>
    internal static TimeSpan EventGetElapsedTime(EventHandle @event, EventHandle end)
    {
        trts_event_get_elapsed_time(@event, end, out float milliseconds).ThrowIfFailed();
        return TimeSpan.FromMilliseconds(milliseconds);
    }
}
