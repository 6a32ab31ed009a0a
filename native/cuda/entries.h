// The table's entries for devices, streams, events and memory: alike for every TensorRT family.
#pragma once

#include "core/dispatch/api_table.h"

namespace trts::cuda
{

// Each file fills in the entries of the objects that it implements.
void fill_device_entries(trts_api_table& table);
void fill_stream_entries(trts_api_table& table);
void fill_event_entries(trts_api_table& table);
void fill_device_module_entries(trts_api_table& table);
void fill_buffer_entries(trts_api_table& table);
void fill_host_buffer_entries(trts_api_table& table);
void fill_memory_entries(trts_api_table& table);

inline void fill_entries(trts_api_table& table)
{
    fill_device_entries(table);
    fill_stream_entries(table);
    fill_event_entries(table);
    fill_device_module_entries(table);
    fill_buffer_entries(table);
    fill_host_buffer_entries(table);
    fill_memory_entries(table);
}

} // namespace trts::cuda
