#include "cuda/host_buffer.h"

#include <algorithm>

#include "core/byte_text.h"
#include "core/dispatch/entry.h"
#include "cuda/entries.h"

namespace trts::cuda
{

HostBuffer::HostBuffer(Device& device, std::int64_t byte_size) : device_(device), size_(byte_size), count_(byte_size)
{
    const auto allocated = static_cast<std::size_t>(std::max<std::int64_t>(byte_size, 1));
    const CurrentContext current(device_);
    const auto& function = device_.driver().cuMemHostAlloc;
    if (const Result code = function.call(&address_, allocated, portable); code != success)
    {
        device_.fail(function.name, code,
                     code == out_of_memory ? "; " + byte_text(byte_size) + " of pinned host memory were asked for"
                                           : "");
    }
}

HostBuffer::~HostBuffer()
{
    device_.release(device_.driver().cuMemFreeHost, address_);
}

void fill_host_buffer_entries(trts_api_table& table)
{
    table.host_buffer_create = [](void*, std::int32_t device, std::int64_t byte_size, void** out) -> trts_status {
        *out = new HostBuffer(Device::at(device), byte_size);
        return TRTS_OK;
    };
    table.host_buffer_destroy = destroy_entry<HostBuffer>;
    table.host_buffer_get_address = entry<&HostBuffer::get_address>;
    table.host_buffer_get_size = entry<&HostBuffer::get_size>;
}

} // namespace trts::cuda
