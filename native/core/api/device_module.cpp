#include "trtsharp/device_module.h"

#include <string>

#include "core/dispatch/dispatch.h"
#include "core/dispatch/library.h"
#include "core/dispatch/own_handles.h"

using namespace trts;

trts_status trts_device_module_create(trts_library* library, int32_t device, const void* image, int64_t byte_size,
                                      trts_device_module** module)
{
    return guard([&]() -> trts_status {
        require_out(module, "module");
        Library& opened = require_library(library);
        require_argument(image, "image");
        require_length(byte_size, "byte_size");
        const auto create = implemented(opened.table->device_module_create, *opened.table, "device_module_create");
        auto handle = new_handle<trts_device_module>(&opened, nullptr);
        void* native = nullptr;
        const trts_status status = create(opened.native, device, image, byte_size, &native);
        return status == TRTS_OK ? publish(std::move(handle), native, module) : status;
    });
}

void trts_device_module_destroy(trts_device_module* module)
{
    destroy_handle(module);
}

trts_status trts_device_module_get_kernel(trts_device_module* module, const char* name, void** kernel)
{
    return guard([&]() -> trts_status {
        require_handle(module, "module");
        require_argument(name, "name");
        require_out(kernel, "kernel");
        return module->table->device_module_get_kernel(module->native, name, kernel);
    });
}

trts_status trts_device_module_launch(trts_device_module* module, void* kernel, const trts_launch_size* size, void* stream,
                                      void* const* parameters)
{
    return guard([&]() -> trts_status {
        require_handle(module, "module");
        require_argument(kernel, "kernel");
        require_argument(size, "size");
        return module->table->device_module_launch(module->native, kernel, size, stream, parameters);
    });
}
