#include "cpu/backend.h"

#include <cstdio>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "cpu/library.h"
#include "cpu/plugins/entries.h"
#include "trtsharp/library.h"

namespace trts::cpu
{
namespace
{

struct OpenLibraries
{
    std::mutex mutex;
    std::unordered_map<void*, Library*> by_handle;
};

OpenLibraries& open_libraries()
{
    static OpenLibraries& instance = *new OpenLibraries();
    return instance;
}

} // namespace

Library::Library(const OnnxRuntimeLibrary& opened) : path(opened.path), version(opened.version), ort(opened.api)
{
    backend.name = "cpu";
    backend.version_text = version.c_str();
    backend.family = TRTS_BACKEND_CPU;
    std::sscanf(version.c_str(), "%d.%d.%d", &backend.major, &backend.minor, &backend.patch);

    table.backend = &backend;
    fill_device_entries(table);
    fill_stream_entries(table);
    fill_event_entries(table);
    fill_buffer_entries(table);
    fill_builder_entries(table);
    fill_builder_config_entries(table);
    fill_optimization_profile_entries(table);
    fill_progress_monitor_entries(table);
    fill_network_entries(table);
    fill_tensor_entries(table);
    fill_layer_entries(table);
    fill_constant_layer_entries(table);
    fill_element_wise_layer_entries(table);
    fill_concatenation_layer_entries(table);
    fill_onnx_parser_entries(table);
    fill_host_memory_entries(table);
    fill_runtime_entries(table);
    fill_engine_entries(table);
    fill_context_entries(table);
    fill_output_allocator_entries(table);
    fill_error_recorder_entries(table);
    fill_stream_reader_entries(table);
    fill_stream_writer_entries(table);
    fill_engine_inspector_entries(table);
    fill_expression_entries(table);
    fill_plugin_entries(table);
    fill_plugin_registry_entries(table);
}

Library* open(const char* path_or_null)
{
    OpenLibraries& libraries = open_libraries();
    const std::lock_guard lock(libraries.mutex);
    const OnnxRuntimeLibrary opened = load_onnxruntime(path_or_null, ort::api_version);
    const auto found = libraries.by_handle.find(opened.handle);
    if (found != libraries.by_handle.end())
    {
        return found->second;
    }
    auto library = std::make_unique<Library>(opened);
    libraries.by_handle.emplace(opened.handle, library.get());
    return library.release();
}

Discovery discover()
{
    return discover_onnxruntime(ort::api_version);
}

const trts_api_table* table(const Library* library) noexcept
{
    return &library->table;
}

const char* path(const Library* library) noexcept
{
    return library->path.c_str();
}

} // namespace trts::cpu
