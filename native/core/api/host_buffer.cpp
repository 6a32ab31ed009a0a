#include "trtsharp/host_buffer.h"

#include "core/dispatch/dispatch.h"
#include "core/dispatch/library.h"
#include "core/dispatch/own_handles.h"

using namespace trts;

trts_status trts_host_buffer_create(trts_library* library, int32_t device, int64_t byte_size, trts_host_buffer** buffer)
{
    return guard([&]() -> trts_status {
        require_out(buffer, "buffer");
        Library& opened = require_library(library);
        if (byte_size < 0)
        {
            throw Error(TRTS_INVALID_ARGUMENT,
                        "a buffer of " + std::to_string(byte_size) + " bytes: the size is negative");
        }
        const auto create = implemented(opened.table->host_buffer_create, *opened.table, "host_buffer_create");
        auto handle = new_handle<trts_host_buffer>(&opened, nullptr);
        void* native = nullptr;
        const trts_status status = create(opened.native, device, byte_size, &native);
        return status == TRTS_OK ? publish(std::move(handle), native, buffer) : status;
    });
}

void trts_host_buffer_destroy(trts_host_buffer* buffer)
{
    destroy_handle(buffer);
}

trts_status trts_host_buffer_get_address(trts_host_buffer* buffer, void** address)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        require_out(address, "address");
        return buffer->table->host_buffer_get_address(buffer->native, address);
    });
}

trts_status trts_host_buffer_get_size(trts_host_buffer* buffer, int64_t* byte_size)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        require_out(byte_size, "byte_size");
        return buffer->table->host_buffer_get_size(buffer->native, byte_size);
    });
}
