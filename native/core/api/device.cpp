#include "trtsharp/device.h"

#include "core/dispatch/dispatch.h"
#include "core/dispatch/library.h"

using namespace trts;

namespace
{

/// Calls the table's entry on the library.
template <typename... P, typename... A>
trts_status call(trts_library* library, trts_status (*trts_api_table::*entry)(void*, P...), const char* method,
                 A... arguments)
{
    Library& opened = require_library(library);
    return implemented(opened.table->*entry, *opened.table, method)(opened.native, arguments...);
}

} // namespace

trts_status trts_device_get_count(trts_library* library, int32_t* count)
{
    return guard([&]() -> trts_status {
        require_out(count, "count");
        return call(library, &trts_api_table::device_get_count, "device_get_count", count);
    });
}

trts_status trts_device_get_driver_version(trts_library* library, int32_t* version)
{
    return guard([&]() -> trts_status {
        require_out(version, "version");
        return call(library, &trts_api_table::device_get_driver_version, "device_get_driver_version", version);
    });
}

trts_status trts_device_get_current(trts_library* library, int32_t* device)
{
    return guard([&]() -> trts_status {
        require_out(device, "device");
        return call(library, &trts_api_table::device_get_current, "device_get_current", device);
    });
}

trts_status trts_device_make_current(trts_library* library, int32_t device)
{
    return guard([&]() -> trts_status {
        return call(library, &trts_api_table::device_make_current, "device_make_current", device);
    });
}

trts_status trts_device_get_name(trts_library* library, int32_t device, const char** name)
{
    return guard([&]() -> trts_status {
        require_out(name, "name");
        return call(library, &trts_api_table::device_get_name, "device_get_name", device, name);
    });
}

trts_status trts_device_get_compute_capability(trts_library* library, int32_t device, int32_t* major, int32_t* minor)
{
    return guard([&]() -> trts_status {
        require_out(major, "major");
        require_out(minor, "minor");
        return call(library, &trts_api_table::device_get_compute_capability, "device_get_compute_capability", device,
                    major, minor);
    });
}

trts_status trts_device_get_memory_info(trts_library* library, int32_t device, int64_t* free_bytes,
                                        int64_t* total_bytes)
{
    return guard([&]() -> trts_status {
        require_out(free_bytes, "free_bytes");
        require_out(total_bytes, "total_bytes");
        return call(library, &trts_api_table::device_get_memory_info, "device_get_memory_info", device, free_bytes,
                    total_bytes);
    });
}

trts_status trts_device_get_stream_priority_range(trts_library* library, int32_t device, int32_t* least,
                                                  int32_t* greatest)
{
    return guard([&]() -> trts_status {
        require_out(least, "least");
        require_out(greatest, "greatest");
        return call(library, &trts_api_table::device_get_stream_priority_range, "device_get_stream_priority_range",
                    device, least, greatest);
    });
}

trts_status trts_device_synchronize(trts_library* library, int32_t device)
{
    return guard([&]() -> trts_status {
        return call(library, &trts_api_table::device_synchronize, "device_synchronize", device);
    });
}
