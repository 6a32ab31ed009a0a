// Memory by its address alone: TensorRT asks an application to read a plan straight into a GPU's memory, and shows it
// tensors there.
#include <cstring>

#include "core/error.h"
#include "cuda/device.h"
#include "cuda/entries.h"
#include "trtsharp/device.h"

namespace trts::cuda
{
namespace
{

constexpr int attribute_memory_type = 2;    // CU_POINTER_ATTRIBUTE_MEMORY_TYPE
constexpr int attribute_device_ordinal = 9; // CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL
constexpr unsigned type_device = 2;         // CU_MEMORYTYPE_DEVICE

DevicePointer pointer_of(const void* address)
{
    return static_cast<DevicePointer>(reinterpret_cast<std::uintptr_t>(address));
}

/// The device that an address belongs to; null for host memory, and for what CUDA does not know.
Device* device_of(const void* address)
{
    if (!why_no_device().empty())
    {
        return nullptr;
    }
    Device& current = Device::at(TRTS_DEVICE_CURRENT);
    const auto& query = current.driver().cuPointerGetAttribute;
    const CurrentContext context(current);
    const auto ask = [&](auto* value, int attribute) {
        const Result code = query.call(value, attribute, pointer_of(address));
        if (code != success && code != invalid_value) // the latter: memory that CUDA knows nothing of
        {
            current.fail(query.name, code);
        }
        return code == success;
    };
    unsigned type = 0;
    int ordinal = 0;
    return ask(&type, attribute_memory_type) && type == type_device && ask(&ordinal, attribute_device_ordinal)
               ? &Device::at(ordinal)
               : nullptr;
}

trts_status is_on_device(void*, const void* address, std::int32_t* out)
{
    *out = device_of(address) == nullptr ? 0 : 1;
    return TRTS_OK;
}

trts_status copy_from_host(void*, void* address, const void* source, std::int64_t byte_size)
{
    const auto size = static_cast<std::size_t>(byte_size);
    Device* device = device_of(address);
    if (device == nullptr)
    {
        std::memcpy(address, source, size);
    }
    else
    {
        device->run(device->driver().cuMemcpyHtoDAsync, pointer_of(address), source, size, RawStream());
        device->run(device->driver().cuStreamSynchronize, RawStream());
    }
    return TRTS_OK;
}

trts_status copy_to_host(void*, void* target, const void* address, std::int64_t byte_size, void* native_stream)
{
    const auto size = static_cast<std::size_t>(byte_size);
    const auto stream = static_cast<RawStream>(native_stream);
    Device* device = device_of(address);
    if (device != nullptr)
    {
        device->run(device->driver().cuMemcpyDtoHAsync, target, pointer_of(address), size, stream);
        device->run(device->driver().cuStreamSynchronize, stream);
        return TRTS_OK;
    }
    if (why_no_device().empty())
    {
        Device& current = Device::at(TRTS_DEVICE_CURRENT); // the stream may be about to write to host memory
        current.run(current.driver().cuStreamSynchronize, stream);
    }
    std::memcpy(target, address, size);
    return TRTS_OK;
}

} // namespace

void fill_memory_entries(trts_api_table& table)
{
    table.memory_is_on_device = is_on_device;
    table.memory_copy_from_host = copy_from_host;
    table.memory_copy_to_host = copy_to_host;
}

} // namespace trts::cuda
