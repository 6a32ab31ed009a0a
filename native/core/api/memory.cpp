#include "trtsharp/memory.h"

#include <cstring>

#include "core/dispatch/dispatch.h"
#include "core/dispatch/library.h"

using namespace trts;

trts_status trts_memory_is_on_device(trts_library* library, const void* address, int32_t* is_on_device)
{
    return guard([&]() -> trts_status {
        require_out(is_on_device, "is_on_device");
        Library& opened = require_library(library);
        if (opened.table->memory_is_on_device == nullptr)
        {
            *is_on_device = 0; // a backend without devices
            return TRTS_OK;
        }
        return opened.table->memory_is_on_device(opened.native, address, is_on_device);
    });
}

trts_status trts_memory_copy_from_host(trts_library* library, void* address, const void* source, int64_t byte_size)
{
    return guard([&]() -> trts_status {
        Library& opened = require_library(library);
        require_length(byte_size, "byte_size");
        require_array(address, byte_size, "address", "byte_size");
        require_array(source, byte_size, "source", "byte_size");
        if (byte_size == 0)
        {
            return TRTS_OK; // both may be null, which no copy takes
        }
        if (opened.table->memory_copy_from_host != nullptr)
        {
            return opened.table->memory_copy_from_host(opened.native, address, source, byte_size);
        }
        std::memcpy(address, source, static_cast<std::size_t>(byte_size));
        return TRTS_OK;
    });
}

trts_status trts_memory_copy_to_host(trts_library* library, void* target, const void* address, int64_t byte_size,
                                     void* native_stream)
{
    return guard([&]() -> trts_status {
        Library& opened = require_library(library);
        require_length(byte_size, "byte_size");
        require_array(target, byte_size, "target", "byte_size");
        require_array(address, byte_size, "address", "byte_size");
        if (byte_size == 0)
        {
            return TRTS_OK;
        }
        if (opened.table->memory_copy_to_host != nullptr)
        {
            return opened.table->memory_copy_to_host(opened.native, target, address, byte_size, native_stream);
        }
        std::memcpy(target, address, static_cast<std::size_t>(byte_size));
        return TRTS_OK;
    });
}
