#include "trtsharp/buffer.h"

#include "core/dispatch/dispatch.h"
#include "core/dispatch/library.h"
#include "core/dispatch/own_handles.h"

using namespace trts;

namespace
{

/// The range must lie inside the buffer; written so that no sum overflows.
void require_range(const trts_buffer& buffer, int64_t offset, int64_t byte_size)
{
    int64_t size = 0;
    if (buffer.table->buffer_get_size(buffer.native, &size) != TRTS_OK)
    {
        throw Error(TRTS_INTERNAL_ERROR, "the buffer does not know its size");
    }
    if (offset < 0 || byte_size < 0 || offset > size || byte_size > size - offset)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "bytes [" + std::to_string(offset) + ", +" + std::to_string(byte_size) +
                                               ") lie outside the buffer of " + std::to_string(size) + " bytes");
    }
}

void require_host(const void* host, int64_t byte_size)
{
    if (host == nullptr && byte_size > 0)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the host pointer is null");
    }
}

trts_status copy_from_host(trts_buffer& buffer, int64_t offset, const void* source, int64_t byte_size, void* stream)
{
    require_range(buffer, offset, byte_size);
    require_host(source, byte_size);
    return buffer.table->buffer_copy_from_host(buffer.native, offset, source, byte_size, stream);
}

trts_status copy_to_host(trts_buffer& buffer, int64_t offset, void* target, int64_t byte_size, void* stream)
{
    require_range(buffer, offset, byte_size);
    require_host(target, byte_size);
    return buffer.table->buffer_copy_to_host(buffer.native, offset, target, byte_size, stream);
}

trts_status copy_from_buffer(trts_buffer& buffer, int64_t offset, const trts_buffer* source, int64_t source_offset,
                             int64_t byte_size, void* stream)
{
    void* from = device_native_of(buffer.table, source, "source");
    require_range(buffer, offset, byte_size);
    require_range(*source, source_offset, byte_size);
    if (from == buffer.native && offset < source_offset + byte_size && source_offset < offset + byte_size)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "a copy within one buffer, whose ranges overlap");
    }
    return buffer.table->buffer_copy_from_buffer(buffer.native, offset, from, source_offset, byte_size, stream);
}

trts_status set_bytes(trts_buffer& buffer, int64_t offset, int32_t value, int64_t byte_size, void* stream)
{
    require_range(buffer, offset, byte_size);
    if (value < 0 || value > 255)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the value of a byte is " + std::to_string(value) + ", not 0 to 255");
    }
    return buffer.table->buffer_memset(buffer.native, offset, value, byte_size, stream);
}

} // namespace

trts_status trts_buffer_create(trts_library* library, int64_t byte_size, trts_buffer** buffer)
{
    return trts_buffer_create_on_device(library, TRTS_DEVICE_CURRENT, byte_size, buffer);
}

trts_status trts_buffer_create_on_device(trts_library* library, int32_t device, int64_t byte_size, trts_buffer** buffer)
{
    return guard([&]() -> trts_status {
        require_out(buffer, "buffer");
        Library& opened = require_library(library);
        if (byte_size < 0)
        {
            throw Error(TRTS_INVALID_ARGUMENT,
                        "a buffer of " + std::to_string(byte_size) + " bytes: the size is negative");
        }
        const auto create = implemented(opened.table->buffer_create, *opened.table, "buffer_create");
        auto handle = new_handle<trts_buffer>(&opened, nullptr);
        void* native = nullptr;
        const trts_status status = create(opened.native, device, byte_size, &native);
        return status == TRTS_OK ? publish(std::move(handle), native, buffer) : status;
    });
}

void trts_buffer_destroy(trts_buffer* buffer)
{
    destroy_handle(buffer);
}

trts_status trts_buffer_get_address(trts_buffer* buffer, void** address)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        require_out(address, "address");
        return buffer->table->buffer_get_address(buffer->native, address);
    });
}

trts_status trts_buffer_get_size(trts_buffer* buffer, int64_t* byte_size)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        require_out(byte_size, "byte_size");
        return buffer->table->buffer_get_size(buffer->native, byte_size);
    });
}

trts_status trts_buffer_get_device(trts_buffer* buffer, int32_t* device)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        require_out(device, "device");
        return buffer->table->buffer_get_device(buffer->native, device);
    });
}

trts_status trts_buffer_copy_from_host(trts_buffer* buffer, int64_t offset, const void* source, int64_t byte_size)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return copy_from_host(*buffer, offset, source, byte_size, nullptr);
    });
}

trts_status trts_buffer_copy_from_host_async(trts_buffer* buffer, int64_t offset, const void* source, int64_t byte_size,
                                             trts_stream* stream)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return copy_from_host(*buffer, offset, source, byte_size, device_native_of(buffer->table, stream, "stream"));
    });
}

trts_status trts_buffer_copy_to_host(trts_buffer* buffer, int64_t offset, void* target, int64_t byte_size)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return copy_to_host(*buffer, offset, target, byte_size, nullptr);
    });
}

trts_status trts_buffer_copy_to_host_async(trts_buffer* buffer, int64_t offset, void* target, int64_t byte_size,
                                           trts_stream* stream)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return copy_to_host(*buffer, offset, target, byte_size, device_native_of(buffer->table, stream, "stream"));
    });
}

trts_status trts_buffer_copy_from_buffer(trts_buffer* buffer, int64_t offset, trts_buffer* source,
                                         int64_t source_offset, int64_t byte_size)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return copy_from_buffer(*buffer, offset, source, source_offset, byte_size, nullptr);
    });
}

trts_status trts_buffer_copy_from_buffer_async(trts_buffer* buffer, int64_t offset, trts_buffer* source,
                                               int64_t source_offset, int64_t byte_size, trts_stream* stream)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return copy_from_buffer(*buffer, offset, source, source_offset, byte_size,
                                device_native_of(buffer->table, stream, "stream"));
    });
}

trts_status trts_buffer_memset(trts_buffer* buffer, int64_t offset, int32_t value, int64_t byte_size)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return set_bytes(*buffer, offset, value, byte_size, nullptr);
    });
}

trts_status trts_buffer_memset_async(trts_buffer* buffer, int64_t offset, int32_t value, int64_t byte_size,
                                     trts_stream* stream)
{
    return guard([&]() -> trts_status {
        require_handle(buffer, "buffer");
        return set_bytes(*buffer, offset, value, byte_size, device_native_of(buffer->table, stream, "stream"));
    });
}
