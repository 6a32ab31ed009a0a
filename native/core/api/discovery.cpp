#include "trtsharp/discovery.h"

#include <string>
#include <vector>

#include "core/dispatch/dispatch.h"
#include "core/error.h"
#include "core/guard.h"
#include "core/loading/cuda_loader.h"
#include "core/loading/discovery.h"
#include "core/loading/nvinfer_loader.h"
#include "core/per_thread.h"
#include "cpu/backend.h"
#include "cuda/device.h"
#include "trtsharp/library.h"

using namespace trts;

namespace
{

/// What the calling thread found last: its texts are given out.
struct Found
{
    struct Device
    {
        const char* name;
        int32_t major;
        int32_t minor;
    };

    Discovery discovery;
    std::vector<Device> devices;
    std::string no_device;
};

Found& found()
{
    return per_thread<Found>();
}

template <typename T>
const T& at(const std::vector<T>& all, int32_t index, const char* what)
{
    if (index < 0 || static_cast<std::size_t>(index) >= all.size())
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("there is no ") + what + " " + std::to_string(index) +
                                               ": this thread's last discovery found " + std::to_string(all.size()) +
                                               ", numbered from 0");
    }
    return all[static_cast<std::size_t>(index)];
}

} // namespace

trts_status trts_discovery_find_libraries(int32_t backend, int32_t* count, const char** failure)
{
    return guard([&]() -> trts_status {
        require_out(count, "count");
        require_out(failure, "failure");
        Discovery& discovery = found().discovery;
        discovery = backend == TRTS_BACKEND_CPU ? cpu::discover() : tensorrt::discover(backend);
        *count = static_cast<int32_t>(discovery.libraries.size());
        *failure = discovery.failure.c_str();
        return TRTS_OK;
    });
}

trts_status trts_discovery_get_library(int32_t index, trts_discovered_library* library)
{
    return guard([&]() -> trts_status {
        require_out(library, "library");
        const DiscoveredLibrary& one = at(found().discovery.libraries, index, "library");
        *library = {one.path.c_str(),
                    one.origin,
                    one.reason.c_str(),
                    one.parser_path.c_str(),
                    one.plugin_path.c_str(),
                    {one.version.major, one.version.minor, one.version.patch, one.version.build},
                    one.is_supported ? 1 : 0};
        return TRTS_OK;
    });
}

trts_status trts_discovery_find_devices(int32_t* version, int32_t* count, const char** failure)
{
    return guard([&]() -> trts_status {
        require_out(version, "version");
        require_out(count, "count");
        require_out(failure, "failure");
        Found& last = found();
        last.devices.clear();
        last.no_device.clear();
        int32_t cuda = 0;
        try
        {
            for (int32_t i = 0; i < cuda::driver().device_count; ++i)
            {
                cuda::Device& device = cuda::Device::at(i);
                last.devices.push_back({device.name(), device.attribute(cuda::compute_capability_major),
                                        device.attribute(cuda::compute_capability_minor)});
            }
            cuda = cuda::driver().version;
        }
        catch (const Error& error)
        {
            last.devices.clear();
            last.no_device = error.what();
        }
        *version = cuda;
        *count = static_cast<int32_t>(last.devices.size());
        *failure = last.no_device.c_str();
        return TRTS_OK;
    });
}

trts_status trts_discovery_get_device(int32_t index, const char** name, int32_t* major, int32_t* minor)
{
    return guard([&]() -> trts_status {
        require_out(name, "name");
        require_out(major, "major");
        require_out(minor, "minor");
        const Found::Device& device = at(found().devices, index, "device");
        *name = device.name;
        *major = device.major;
        *minor = device.minor;
        return TRTS_OK;
    });
}
