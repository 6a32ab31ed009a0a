#include "cpu/device.h"

#include <string>

#include "core/error.h"
#include "cpu/library.h"
#include "cpu/stream.h"
#include "trtsharp/device.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace trts::cpu
{
namespace
{

#ifdef _WIN32

void get_memory(std::int64_t* out_free, std::int64_t* out_total)
{
    MEMORYSTATUSEX memory{};
    memory.dwLength = sizeof memory;
    if (!GlobalMemoryStatusEx(&memory))
    {
        throw Error(TRTS_INTERNAL_ERROR, "Windows does not tell how much memory there is",
                    static_cast<std::int32_t>(GetLastError()));
    }
    *out_free = static_cast<std::int64_t>(memory.ullAvailPhys);
    *out_total = static_cast<std::int64_t>(memory.ullTotalPhys);
}

#else

void get_memory(std::int64_t* out_free, std::int64_t* out_total)
{
    const std::int64_t page = sysconf(_SC_PAGESIZE);
    const std::int64_t free_pages = sysconf(_SC_AVPHYS_PAGES);
    const std::int64_t pages = sysconf(_SC_PHYS_PAGES);
    if (page < 0 || free_pages < 0 || pages < 0)
    {
        throw Error(TRTS_INTERNAL_ERROR, "the system does not tell how much memory there is");
    }
    *out_free = free_pages * page;
    *out_total = pages * page;
}

#endif

} // namespace

void require_device(std::int32_t device)
{
    if (device != 0 && device != TRTS_DEVICE_CURRENT)
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "there is no device " + std::to_string(device) + ": the CPU backend has one, number 0");
    }
}

void fill_device_entries(trts_api_table& table)
{
    // Without entries for compute capability and driver version: a CPU has neither.
    table.device_get_count = [](void*, std::int32_t* out) -> trts_status {
        *out = 1;
        return TRTS_OK;
    };
    table.device_get_current = [](void*, std::int32_t* out) -> trts_status {
        *out = 0;
        return TRTS_OK;
    };
    table.device_make_current = [](void*, std::int32_t device) -> trts_status {
        require_device(device);
        return TRTS_OK;
    };
    table.device_get_name = [](void*, std::int32_t device, const char** out) -> trts_status {
        require_device(device);
        *out = "CPU";
        return TRTS_OK;
    };
    table.device_get_memory_info = [](void*, std::int32_t device, std::int64_t* out_free,
                                      std::int64_t* out_total) -> trts_status {
        require_device(device);
        get_memory(out_free, out_total);
        return TRTS_OK;
    };
    table.device_get_stream_priority_range = [](void*, std::int32_t device, std::int32_t* out_least,
                                                std::int32_t* out_greatest) -> trts_status {
        require_device(device);
        *out_least = 0;
        *out_greatest = 0;
        return TRTS_OK;
    };
    table.device_synchronize = [](void*, std::int32_t device) -> trts_status {
        require_device(device);
        Stream::drain_all();
        return TRTS_OK;
    };
}

} // namespace trts::cpu
