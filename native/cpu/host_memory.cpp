#include "cpu/host_memory.h"

#include "core/dispatch/entry.h"
#include "cpu/data_type.h"
#include "cpu/library.h"

namespace trts::cpu
{

std::int32_t HostMemory::type() const noexcept
{
    return static_cast<std::int32_t>(DataType::Int8); // bytes, as TensorRT answers for a plan
}

void fill_host_memory_entries(trts_api_table& table)
{
    table.host_memory_data = entry<&HostMemory::data>;
    table.host_memory_size = entry<&HostMemory::size>;
    table.host_memory_type = entry<&HostMemory::type>;
    table.host_memory_destroy = destroy_entry<HostMemory>;
}

} // namespace trts::cpu
