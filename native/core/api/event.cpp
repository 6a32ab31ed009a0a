#include "trtsharp/event.h"

#include "core/dispatch/dispatch.h"
#include "core/dispatch/library.h"
#include "core/dispatch/own_handles.h"

using namespace trts;

trts_status trts_event_create(trts_library* library, trts_event** event)
{
    return trts_event_create_with_flags(library, TRTS_DEVICE_CURRENT, TRTS_EVENT_DISABLE_TIMING, event);
}

trts_status trts_event_create_with_flags(trts_library* library, int32_t device, int32_t flags, trts_event** event)
{
    return guard([&]() -> trts_status {
        require_out(event, "event");
        Library& opened = require_library(library);
        if ((flags & ~(TRTS_EVENT_BLOCKING_SYNC | TRTS_EVENT_DISABLE_TIMING)) != 0)
        {
            throw Error(TRTS_INVALID_ARGUMENT, "event flags are " + std::to_string(flags) +
                                                   "; there are 1 (blocking "
                                                   "synchronization) and 2 (without timing)");
        }
        const auto create = implemented(opened.table->event_create, *opened.table, "event_create");
        auto handle = new_handle<trts_event>(&opened, nullptr);
        void* native = nullptr;
        const trts_status status = create(opened.native, device, flags, &native);
        return status == TRTS_OK ? publish(std::move(handle), native, event) : status;
    });
}

void trts_event_destroy(trts_event* event)
{
    destroy_handle(event);
}

trts_status trts_event_record(trts_event* event, trts_stream* stream)
{
    return guard([&]() -> trts_status {
        require_handle(event, "event");
        return event->table->event_record(event->native, device_native_of(event->table, stream, "stream"));
    });
}

trts_status trts_event_synchronize(trts_event* event)
{
    return guard([&]() -> trts_status {
        require_handle(event, "event");
        return event->table->event_synchronize(event->native);
    });
}

trts_status trts_event_query(trts_event* event, int32_t* completed)
{
    return guard([&]() -> trts_status {
        require_handle(event, "event");
        require_out(completed, "completed");
        return event->table->event_query(event->native, completed);
    });
}

trts_status trts_event_get_elapsed_time(trts_event* event, trts_event* end, float* milliseconds)
{
    return guard([&]() -> trts_status {
        require_handle(event, "event");
        require_out(milliseconds, "milliseconds");
        return event->table->event_get_elapsed_time(event->native, device_native_of(event->table, end, "end"),
                                                    milliseconds);
    });
}

trts_status trts_event_get_native(trts_event* event, void** native)
{
    return guard([&]() -> trts_status {
        require_handle(event, "event");
        require_out(native, "native");
        return event->table->event_get_native(event->native, native);
    });
}
