#include <dlfcn.h>

#include <cstring>
#include <string>

#include "fake_cuda_driver.h"
#include "world.h"

using namespace fake_cuda;

const std::int32_t trts_test_fake_cuda_driver = 1;

namespace
{

/// Whether this library exports the function, by that name or by its newest version's.
bool is_function(const char* name)
{
    Dl_info self{};
    dladdr(&trts_test_fake_cuda_driver, &self);
    void* library = dlopen(self.dli_fname, RTLD_NOLOAD | RTLD_LAZY);
    const bool is_found =
        std::strncmp(name, "cu", 2) == 0 &&
        (dlsym(library, name) != nullptr || dlsym(library, (std::string(name) + "_v2").c_str()) != nullptr);
    dlclose(library);
    return is_found;
}

std::int32_t add_fault(const char* name, const Fault& fault)
{
    if (!is_function(name) || fault.times <= 0)
    {
        return 0;
    }
    World& all = world();
    const std::lock_guard lock(all.mutex);
    all.faults[name] = fault;
    return 1;
}

} // namespace

void fake_cuda_reset()
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    all.faults.clear();
    all.delays.clear();
    all.calls.clear();
    set_default_limits(all);
    for (Device& device : all.devices)
    {
        device.broken = success;
    }
    context_stack().clear();
}

std::int32_t fake_cuda_fail(const char* name, std::int32_t skip, std::int32_t times, std::int32_t code)
{
    return add_fault(name, {skip, times, code, Fault::Kind::once});
}

std::int32_t fake_cuda_fail_for_good(const char* name, std::int32_t skip, std::int32_t code)
{
    return add_fault(name, {skip, 1, code, Fault::Kind::for_good});
}

std::int32_t fake_cuda_fail_later(const char* name, std::int32_t skip, std::int32_t code)
{
    return add_fault(name, {skip, 1, code, Fault::Kind::later});
}

std::int32_t fake_cuda_delay(const char* name, std::int32_t milliseconds)
{
    if (!is_function(name))
    {
        return 0;
    }
    World& all = world();
    const std::lock_guard lock(all.mutex);
    all.delays[name] = milliseconds;
    return 1;
}

void fake_cuda_set_device_count(std::int32_t count)
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    all.device_count = count < 0 ? 0 : count > most_devices ? most_devices : count;
}

void fake_cuda_set_memory(std::int32_t device, std::int64_t byte_size)
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    if (device >= 0 && device < most_devices)
    {
        all.devices[device].total = byte_size;
    }
}

void fake_cuda_set_host_memory(std::int64_t byte_size)
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    all.host_total = byte_size;
}

std::int64_t fake_cuda_get_call_count(const char* name)
{
    if (!is_function(name))
    {
        return -1;
    }
    World& all = world();
    const std::lock_guard lock(all.mutex);
    const auto found = all.calls.find(name);
    return found == all.calls.end() ? 0 : found->second;
}

std::int64_t fake_cuda_get_live_count(const char* kind)
{
    const std::string asked = kind;
    if (asked == "worker")
    {
        return live_workers();
    }
    World& all = world();
    const std::lock_guard lock(all.mutex);
    const std::size_t count = asked == "stream"            ? all.streams.size()
                              : asked == "event"           ? all.events.size()
                              : asked == "module"          ? all.modules.size()
                              : asked == "allocation"      ? all.allocations.size()
                              : asked == "host allocation" ? all.host_allocations.size()
                                                           : static_cast<std::size_t>(-1);
    return static_cast<std::int64_t>(count);
}

std::int32_t fake_cuda_get_retain_count(std::int32_t device)
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    return device >= 0 && device < most_devices ? all.devices[device].retains : -1;
}

std::int32_t fake_cuda_get_context_depth()
{
    return static_cast<std::int32_t>(context_stack().size());
}
