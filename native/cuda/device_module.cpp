#include "cuda/device_module.h"

#include <iterator>
#include <string>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cuda/entries.h"

namespace trts::cuda
{
namespace
{

constexpr std::size_t log_size = 4096;

template <typename... P>
const Function<Result(P...)>& require(const Function<Result(P...)>& function)
{
    if (function.call == nullptr)
    {
        throw Error(TRTS_NOT_SUPPORTED,
                    std::string("CUDA's driver has no ") + function.name + ": a newer driver is needed to run kernels");
    }
    return function;
}

bool is_about_the_image(Result code)
{
    return code == invalid_value || code == invalid_image || code == no_binary_for_gpu || code == invalid_ptx ||
           code == unsupported_ptx_version || code == invalid_source;
}

} // namespace

DeviceModule::DeviceModule(Device& device, const void* image, std::int64_t byte_size) : device_(device)
{
    // The driver reads to a NUL, or as far as a cubin says of itself.
    const std::string owned(static_cast<const char*>(image), static_cast<std::size_t>(byte_size));
    std::string log(log_size, '\0');
    int options[] = {error_log_buffer, error_log_buffer_size};
    void* values[] = {log.data(), reinterpret_cast<void*>(log.size())}; // the size by value, as the driver wants it

    const CurrentContext current(device_);
    const auto& load = require(device_.driver().cuModuleLoadDataEx);
    const Result code = load.call(&module_, owned.c_str(), static_cast<unsigned>(std::size(options)), options, values);
    if (is_about_the_image(code))
    {
        const char* said = log.c_str();
        throw Error(TRTS_INVALID_ARGUMENT,
                    describe_failure(device_.driver(), load.name, code) + ": the kernels cannot be loaded on device " +
                        std::to_string(device_.ordinal()) + " (" + device_.name() + ")" +
                        (*said == '\0' ? "" : ": " + std::string(said)),
                    code);
    }
    if (code != success)
    {
        device_.fail(load.name, code);
    }
}

DeviceModule::~DeviceModule()
{
    device_.release(device_.driver().cuModuleUnload, module_);
}

void* DeviceModule::get_kernel(const char* name)
{
    RawFunction kernel = nullptr;
    const CurrentContext current(device_);
    const auto& find = require(device_.driver().cuModuleGetFunction);
    const Result code = find.call(&kernel, module_, name);
    if (code == not_found)
    {
        throw Error(TRTS_NOT_FOUND,
                    std::string("the module has no kernel '") + name +
                        "': in PTX it is declared with .visible .entry; C++ code needs extern \"C\"",
                    code);
    }
    if (code != success)
    {
        device_.fail(find.name, code);
    }
    return kernel;
}

void DeviceModule::launch(void* kernel, const trts_launch_size* size, void* stream, void* const* parameters)
{
    for (const std::int32_t* numbers : {size->grid, size->block})
    {
        for (int axis = 0; axis < 3; ++axis)
        {
            if (numbers[axis] < 1)
            {
                throw Error(TRTS_INVALID_ARGUMENT, "a launch has at least 1 block and 1 thread in each direction; " +
                                                       std::to_string(numbers[axis]) + " was given");
            }
        }
    }
    if (size->shared_byte_size < 0)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the size of shared memory is negative");
    }
    const auto number = [](std::int32_t value) { return static_cast<unsigned>(value); };
    device_.run(require(device_.driver().cuLaunchKernel), static_cast<RawFunction>(kernel), number(size->grid[0]),
                number(size->grid[1]), number(size->grid[2]), number(size->block[0]), number(size->block[1]),
                number(size->block[2]), number(size->shared_byte_size), static_cast<RawStream>(stream),
                const_cast<void**>(parameters), static_cast<void**>(nullptr));
}

void fill_device_module_entries(trts_api_table& table)
{
    table.device_module_create = [](void*, std::int32_t device, const void* image, std::int64_t byte_size,
                                    void** out) -> trts_status {
        *out = new DeviceModule(Device::at(device), image, byte_size);
        return TRTS_OK;
    };
    table.device_module_destroy = destroy_entry<DeviceModule>;
    table.device_module_get_kernel = [](void* self, const char* name, void** out) -> trts_status {
        *out = static_cast<DeviceModule*>(self)->get_kernel(name);
        return TRTS_OK;
    };
    table.device_module_launch = entry<&DeviceModule::launch>;
}

} // namespace trts::cuda
