// What stands behind backend.h, for the backend's own files.
#pragma once

#include <string>

#include "core/dispatch/api_table.h"
#include "core/loading/onnxruntime_loader.h"
#include "cpu/ort.h"
#include "cpu/plugins/plugin_registry.h"

namespace trts::cpu
{

struct Library
{
    explicit Library(const OnnxRuntimeLibrary& opened);

    std::string path;
    std::string version; // of ONNX Runtime
    Ort ort;
    BackendInfo backend{};
    trts_api_table table{};
    PluginRegistry plugins;
};

// Each file fills in the entries of the objects that it implements.
void fill_device_entries(trts_api_table& table);
void fill_stream_entries(trts_api_table& table);
void fill_event_entries(trts_api_table& table);
void fill_buffer_entries(trts_api_table& table);
void fill_builder_entries(trts_api_table& table);
void fill_builder_config_entries(trts_api_table& table);
void fill_optimization_profile_entries(trts_api_table& table);
void fill_progress_monitor_entries(trts_api_table& table);
void fill_network_entries(trts_api_table& table);
void fill_tensor_entries(trts_api_table& table);
void fill_layer_entries(trts_api_table& table);
void fill_constant_layer_entries(trts_api_table& table);
void fill_element_wise_layer_entries(trts_api_table& table);
void fill_concatenation_layer_entries(trts_api_table& table);
void fill_onnx_parser_entries(trts_api_table& table);
void fill_host_memory_entries(trts_api_table& table);
void fill_runtime_entries(trts_api_table& table);
void fill_engine_entries(trts_api_table& table);
void fill_context_entries(trts_api_table& table);
void fill_error_recorder_entries(trts_api_table& table);
void fill_stream_reader_entries(trts_api_table& table);
void fill_stream_writer_entries(trts_api_table& table);
void fill_engine_inspector_entries(trts_api_table& table);
void fill_output_allocator_entries(trts_api_table& table);

} // namespace trts::cpu
