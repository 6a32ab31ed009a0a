#include <cstdio>

#include "call.h"

using namespace fake_cuda;

namespace
{

/// Null for what is no device.
Device* find_device(CUdevice device)
{
    World& all = world();
    return device >= 0 && device < all.device_count ? &all.devices[device] : nullptr;
}

} // namespace

CUresult cuInit(unsigned flags)
{
    return call("cuInit", Needs::nothing, [&](const Call&) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        if (flags != 0)
        {
            return invalid_value;
        }
        all.is_initialized = all.is_initialized || all.device_count > 0;
        return all.is_initialized ? success : no_device;
    });
}

CUresult cuDriverGetVersion(int* version)
{
    return call("cuDriverGetVersion", Needs::nothing, [&](const Call&) {
        *version = 12080;
        return success;
    });
}

CUresult cuDeviceGetCount(int* count)
{
    return call("cuDeviceGetCount", Needs::initialized, [&](const Call&) {
        *count = world().device_count;
        return success;
    });
}

CUresult cuDeviceGet(CUdevice* device, int ordinal)
{
    return call("cuDeviceGet", Needs::initialized, [&](const Call&) {
        if (find_device(ordinal) == nullptr)
        {
            return invalid_device;
        }
        *device = ordinal;
        return success;
    });
}

CUresult cuDeviceGetName(char* name, int length, CUdevice device)
{
    return call("cuDeviceGetName", Needs::initialized, [&](const Call&) {
        if (find_device(device) == nullptr)
        {
            return invalid_device;
        }
        std::snprintf(name, static_cast<std::size_t>(length), "Fake GPU %d", device);
        return success;
    });
}

CUresult cuDeviceGetAttribute(int* value, int attribute, CUdevice device)
{
    return call("cuDeviceGetAttribute", Needs::initialized, [&](const Call&) {
        if (find_device(device) == nullptr)
        {
            return invalid_device;
        }
        switch (attribute)
        {
        case 75: // compute capability, major
            *value = device == 0 ? 9 : 8;
            return success;
        case 76: // minor
            *value = device == 0 ? 0 : 6;
            return success;
        default:
            return invalid_value;
        }
    });
}

CUresult cuDeviceTotalMem_v2(std::size_t* bytes, CUdevice device)
{
    return call("cuDeviceTotalMem", Needs::initialized, [&](const Call&) {
        const Device* found = find_device(device);
        if (found == nullptr)
        {
            return invalid_device;
        }
        *bytes = static_cast<std::size_t>(found->total);
        return success;
    });
}

CUresult cuDevicePrimaryCtxRetain(CUcontext* context, CUdevice device)
{
    return call("cuDevicePrimaryCtxRetain", Needs::initialized, [&](const Call&) {
        Device* found = find_device(device);
        if (found == nullptr)
        {
            return invalid_device;
        }
        const std::lock_guard lock(world().mutex);
        ++found->retains;
        *context = found->context();
        return success;
    });
}

CUresult cuDevicePrimaryCtxRelease_v2(CUdevice device)
{
    return call("cuDevicePrimaryCtxRelease", Needs::initialized, [&](const Call&) {
        Device* found = find_device(device);
        if (found == nullptr)
        {
            return invalid_device;
        }
        const std::lock_guard lock(world().mutex);
        if (found->retains == 0)
        {
            return invalid_context;
        }
        --found->retains;
        return success;
    });
}
