// What a backend implements: one function pointer per method, over the backend's own objects ("natives").
//
// One table per opened library, filled once and then read-only. A null entry means that this backend, or this version
// of its library, has no such method: dispatch answers TRTS_NOT_SUPPORTED and names both. So version gates cost nothing
// on a call. Freestanding: native/tensorrt includes this header.
#pragma once

#include <stdint.h>

#include "core/dispatch/tensorrt_methods.g.h"
#include "trtsharp/device_module.h"
#include "trtsharp/status.h"

namespace trts
{

/// Who stands behind a table. Strings are owned by the library object, which is never freed.
struct BackendInfo
{
    const char* name;          // "cpu", "trt10", "trt11", "rtx1"
    const char* version_text;  // of the library: "10.6.0"
    int32_t family;            // trts_backend
    int32_t major;
    int32_t minor;
    int32_t patch;
};

} // namespace trts

// The base holds TensorRT's methods and is generated; here stand the methods that are ours.
struct trts_api_table : trts::TensorRTMethods
{
    const trts::BackendInfo* backend;

    // Factories. `library` is the backend's own library object, `logger` a trts::Logger.
    trts_status (*builder_create)(void* library, void* logger, void** out);
    trts_status (*runtime_create)(void* library, void* logger, void** out);
    trts_status (*onnx_parser_create)(void* library, void* network, void* logger, void** out);
    trts_status (*refitter_create)(void* library, void* engine, void* logger, void** out);
    trts_status (*onnx_parser_refitter_create)(void* library, void* refitter, void* logger, void** out);
    trts_status (*plugin_registry_get)(void* library, void** out);

    // Devices, streams, events and memory, with CUDA's meaning; native/cuda answers for every TensorRT family. `device`
    // may be TRTS_DEVICE_CURRENT. A null stream means: done on return.
    trts_status (*device_get_count)(void* library, int32_t* out);
    trts_status (*device_get_driver_version)(void* library, int32_t* out);
    trts_status (*device_get_current)(void* library, int32_t* out);
    trts_status (*device_make_current)(void* library, int32_t device);
    trts_status (*device_get_name)(void* library, int32_t device, const char** out);
    trts_status (*device_get_compute_capability)(void* library, int32_t device, int32_t* out_major, int32_t* out_minor);
    trts_status (*device_get_memory_info)(void* library, int32_t device, int64_t* out_free, int64_t* out_total);
    trts_status (*device_get_stream_priority_range)(void* library, int32_t device, int32_t* out_least,
                                                    int32_t* out_greatest);
    trts_status (*device_synchronize)(void* library, int32_t device);

    // The native stream is what IExecutionContext::enqueueV3 takes.
    trts_status (*stream_create)(void* library, int32_t device, int32_t flags, int32_t priority, void** out);
    void (*stream_destroy)(void* self);
    trts_status (*stream_synchronize)(void* self);
    trts_status (*stream_query)(void* self, int32_t* out_idle);
    trts_status (*stream_get_native)(void* self, void** out);
    trts_status (*stream_get_device)(void* self, int32_t* out);
    trts_status (*stream_wait_event)(void* self, void* event);
    trts_status (*stream_launch_host_function)(void* self, void (*function)(void* user_data), void* user_data);
    trts_status (*event_create)(void* library, int32_t device, int32_t flags, void** out);
    void (*event_destroy)(void* self);
    trts_status (*event_record)(void* self, void* stream);
    trts_status (*event_synchronize)(void* self);
    trts_status (*event_query)(void* self, int32_t* out_completed);
    trts_status (*event_get_native)(void* self, void** out);
    trts_status (*event_get_elapsed_time)(void* self, void* end, float* out_milliseconds);

    // Memory that tensors may live in: host memory on the CPU backend.
    trts_status (*buffer_create)(void* library, int32_t device, int64_t byte_size, void** out);
    void (*buffer_destroy)(void* self);
    trts_status (*buffer_get_address)(void* self, void** out);
    trts_status (*buffer_get_size)(void* self, int64_t* out);
    trts_status (*buffer_get_device)(void* self, int32_t* out);
    trts_status (*buffer_copy_from_host)(void* self, int64_t offset, const void* source, int64_t byte_size,
                                         void* stream);
    trts_status (*buffer_copy_to_host)(void* self, int64_t offset, void* target, int64_t byte_size, void* stream);
    trts_status (*buffer_copy_from_buffer)(void* self, int64_t offset, void* source, int64_t source_offset,
                                           int64_t byte_size, void* stream);
    trts_status (*buffer_memset)(void* self, int64_t offset, int32_t value, int64_t byte_size, void* stream);
    trts_status (*host_buffer_create)(void* library, int32_t device, int64_t byte_size, void** out);
    void (*host_buffer_destroy)(void* self);
    trts_status (*host_buffer_get_address)(void* self, void** out);
    trts_status (*host_buffer_get_size)(void* self, int64_t* out);

    // Memory that somebody else allocated; null entries where all memory is the host's.
    trts_status (*memory_is_on_device)(void* library, const void* address, int32_t* out);
    trts_status (*memory_copy_from_host)(void* library, void* address, const void* source, int64_t byte_size);
    trts_status (*memory_copy_to_host)(void* library, void* target, const void* address, int64_t byte_size,
                                       void* native_stream);

    // The application's kernels.
    trts_status (*device_module_create)(void* library, int32_t device, const void* image, int64_t byte_size, void** out);
    void (*device_module_destroy)(void* self);
    trts_status (*device_module_get_kernel)(void* self, const char* name, void** out);
    trts_status (*device_module_launch)(void* self, void* kernel, const trts_launch_size* size, void* stream,
                                        void* const* parameters);

    // An IPluginV3 that was made for the application.
    void (*plugin_v3_ref_destroy)(void* self);

    // Ends a running enqueue early, where the backend can; the context stays usable.
    trts_status (*context_cancel)(void* self);
};
