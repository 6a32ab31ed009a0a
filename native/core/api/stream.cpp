#include "trtsharp/stream.h"

#include "core/dispatch/dispatch.h"
#include "core/dispatch/library.h"
#include "core/dispatch/own_handles.h"

using namespace trts;

trts_status trts_stream_create(trts_library* library, trts_stream** stream)
{
    return trts_stream_create_with_priority(library, TRTS_DEVICE_CURRENT, TRTS_STREAM_NON_BLOCKING, 0, stream);
}

trts_status trts_stream_create_with_priority(trts_library* library, int32_t device, int32_t flags, int32_t priority,
                                             trts_stream** stream)
{
    return guard([&]() -> trts_status {
        require_out(stream, "stream");
        Library& opened = require_library(library);
        if (flags != TRTS_STREAM_DEFAULT && flags != TRTS_STREAM_NON_BLOCKING)
        {
            throw Error(TRTS_INVALID_ARGUMENT, "stream flags are " + std::to_string(flags) +
                                                   "; there are 0 (default) and "
                                                   "1 (non-blocking)");
        }
        const auto create = implemented(opened.table->stream_create, *opened.table, "stream_create");
        auto handle = new_handle<trts_stream>(&opened, nullptr);
        void* native = nullptr;
        const trts_status status = create(opened.native, device, flags, priority, &native);
        return status == TRTS_OK ? publish(std::move(handle), native, stream) : status;
    });
}

void trts_stream_destroy(trts_stream* stream)
{
    destroy_handle(stream);
}

trts_status trts_stream_synchronize(trts_stream* stream)
{
    return guard([&]() -> trts_status {
        require_handle(stream, "stream");
        return stream->table->stream_synchronize(stream->native);
    });
}

trts_status trts_stream_query(trts_stream* stream, int32_t* idle)
{
    return guard([&]() -> trts_status {
        require_handle(stream, "stream");
        require_out(idle, "idle");
        return stream->table->stream_query(stream->native, idle);
    });
}

trts_status trts_stream_get_native(trts_stream* stream, void** native)
{
    return guard([&]() -> trts_status {
        require_handle(stream, "stream");
        require_out(native, "native");
        return stream->table->stream_get_native(stream->native, native);
    });
}

trts_status trts_stream_get_device(trts_stream* stream, int32_t* device)
{
    return guard([&]() -> trts_status {
        require_handle(stream, "stream");
        require_out(device, "device");
        return stream->table->stream_get_device(stream->native, device);
    });
}

trts_status trts_stream_wait_event(trts_stream* stream, trts_event* event)
{
    return guard([&]() -> trts_status {
        require_handle(stream, "stream");
        return stream->table->stream_wait_event(stream->native, device_native_of(stream->table, event, "event"));
    });
}

trts_status trts_stream_launch_host_function(trts_stream* stream, trts_host_function function, void* user_data)
{
    return guard([&]() -> trts_status {
        require_handle(stream, "stream");
        require_argument(function, "function");
        return stream->table->stream_launch_host_function(stream->native, function, user_data);
    });
}
