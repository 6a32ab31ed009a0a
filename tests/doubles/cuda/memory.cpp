#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "call.h"

using namespace fake_cuda;

namespace
{

constexpr std::size_t alignment = 512;
constexpr std::size_t page = 4096;

unsigned char* host(CUdeviceptr address)
{
    return reinterpret_cast<unsigned char*>(address);
}

/// Memory of the size rounded up, whose beginning is no zeros: nothing may rely on what is in it.
void* allocate(std::size_t byte_size, std::size_t aligned_to)
{
    const std::size_t rounded = (byte_size + aligned_to - 1) / aligned_to * aligned_to;
    void* memory = std::aligned_alloc(aligned_to, rounded);
    if (memory != nullptr)
    {
        std::memset(memory, 0xCD, std::min(rounded, std::size_t{1} << 16));
    }
    return memory;
}

/// The device of the living allocation that holds the whole range; null where there is none.
Device* owner_of(CUdeviceptr address, std::size_t byte_size)
{
    World& all = world();
    const std::lock_guard lock(all.mutex);
    auto next = all.allocations.upper_bound(address);
    if (next == all.allocations.begin())
    {
        return nullptr;
    }
    const auto& [start, allocation] = *--next;
    const std::size_t offset = static_cast<std::size_t>(address - start);
    return offset <= allocation.size && byte_size <= allocation.size - offset ? allocation.device : nullptr;
}

/// Queues work on memory; the ranges are known to be good.
CUresult push(const Call& made, CUstream stream, std::function<void()> work)
{
    const std::shared_ptr<Stream> found = find_stream(stream);
    if (found == nullptr)
    {
        return invalid_handle;
    }
    found->push(std::move(work), made.fault_of_work());
    return success;
}

} // namespace

CUresult cuMemGetInfo_v2(std::size_t* free_bytes, std::size_t* total_bytes)
{
    return call("cuMemGetInfo", Needs::context, [&](const Call& made) {
        const std::lock_guard lock(world().mutex);
        *free_bytes = static_cast<std::size_t>(made.device().total - made.device().used);
        *total_bytes = static_cast<std::size_t>(made.device().total);
        return success;
    });
}

CUresult cuMemAlloc_v2(CUdeviceptr* address, std::size_t byte_size)
{
    return call("cuMemAlloc", Needs::context, [&](const Call& made) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        Device& device = made.device();
        if (byte_size == 0)
        {
            return invalid_value;
        }
        void* memory = byte_size > static_cast<std::size_t>(std::max<std::int64_t>(device.total - device.used, 0))
                           ? nullptr
                           : allocate(byte_size, alignment);
        if (memory == nullptr)
        {
            return out_of_memory;
        }
        *address = reinterpret_cast<CUdeviceptr>(memory);
        device.used += static_cast<std::int64_t>(byte_size);
        all.allocations.emplace(*address, Allocation{&device, byte_size, 0});
        return success;
    });
}

CUresult cuMemFree_v2(CUdeviceptr address)
{
    return call("cuMemFree", Needs::broken_context, [&](const Call& made) {
        World& all = world();
        {
            const std::lock_guard lock(all.mutex);
            if (all.allocations.count(address) == 0)
            {
                return invalid_value;
            }
        }
        wait_for_device(made.device());
        const std::lock_guard lock(all.mutex);
        const auto found = all.allocations.find(address);
        Device& device = *found->second.device;
        device.used -= static_cast<std::int64_t>(found->second.size);
        all.allocations.erase(found);
        std::free(host(address));
        return device.broken;
    });
}

CUresult cuMemHostAlloc(void** address, std::size_t byte_size, unsigned flags)
{
    return call("cuMemHostAlloc", Needs::context, [&](const Call& made) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        if (byte_size == 0 || flags > 7)
        {
            return invalid_value;
        }
        void* memory = byte_size > static_cast<std::size_t>(std::max<std::int64_t>(all.host_total - all.host_used, 0))
                           ? nullptr
                           : allocate(byte_size, page);
        if (memory == nullptr)
        {
            return out_of_memory;
        }
        *address = memory;
        all.host_used += static_cast<std::int64_t>(byte_size);
        all.host_allocations.emplace(memory, Allocation{&made.device(), byte_size, flags});
        return success;
    });
}

CUresult cuMemHostGetFlags(unsigned* flags, void* address)
{
    return call("cuMemHostGetFlags", Needs::context, [&](const Call&) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        const auto found = all.host_allocations.find(address);
        if (found == all.host_allocations.end())
        {
            return invalid_value;
        }
        *flags = found->second.flags;
        return success;
    });
}

CUresult cuMemFreeHost(void* address)
{
    return call("cuMemFreeHost", Needs::broken_context, [&](const Call& made) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        const auto found = all.host_allocations.find(address);
        if (found == all.host_allocations.end())
        {
            return invalid_value;
        }
        all.host_used -= static_cast<std::int64_t>(found->second.size);
        all.host_allocations.erase(found);
        std::free(address);
        return made.device().broken;
    });
}

CUresult cuPointerGetAttribute(void* value, int attribute, CUdeviceptr address)
{
    constexpr int memory_type = 2;
    constexpr int device_ordinal = 9;
    return call("cuPointerGetAttribute", Needs::context, [&](const Call&) {
        const Device* owner = owner_of(address, 1);
        if (value == nullptr || owner == nullptr)
        {
            return invalid_value;
        }
        switch (attribute)
        {
        case memory_type: *static_cast<unsigned*>(value) = 2; return success;
        case device_ordinal: *static_cast<int*>(value) = owner->ordinal; return success;
        default: return invalid_value;
        }
    });
}

CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr target, const void* source, std::size_t byte_size, CUstream stream)
{
    return call("cuMemcpyHtoDAsync", Needs::context, [&](const Call& made) {
        if (source == nullptr || owner_of(target, byte_size) == nullptr)
        {
            return invalid_value;
        }
        return push(made, stream, [=] { std::memcpy(host(target), source, byte_size); });
    });
}

CUresult cuMemcpyDtoHAsync_v2(void* target, CUdeviceptr source, std::size_t byte_size, CUstream stream)
{
    return call("cuMemcpyDtoHAsync", Needs::context, [&](const Call& made) {
        if (target == nullptr || owner_of(source, byte_size) == nullptr)
        {
            return invalid_value;
        }
        return push(made, stream, [=] { std::memcpy(target, host(source), byte_size); });
    });
}

CUresult cuMemcpyDtoDAsync_v2(CUdeviceptr target, CUdeviceptr source, std::size_t byte_size, CUstream stream)
{
    return call("cuMemcpyDtoDAsync", Needs::context, [&](const Call& made) {
        const Device* owner = owner_of(target, byte_size);
        if (owner == nullptr || owner != owner_of(source, byte_size))
        {
            return invalid_value;
        }
        return push(made, stream, [=] { std::memcpy(host(target), host(source), byte_size); });
    });
}

CUresult cuMemcpyPeerAsync(CUdeviceptr target, CUcontext target_context, CUdeviceptr source, CUcontext source_context,
                           std::size_t byte_size, CUstream stream)
{
    return call("cuMemcpyPeerAsync", Needs::context, [&](const Call& made) {
        Device* to = owner_of(target, byte_size);
        Device* from = owner_of(source, byte_size);
        if (to == nullptr || from == nullptr)
        {
            return invalid_value;
        }
        if (to->context() != target_context || from->context() != source_context)
        {
            return invalid_context;
        }
        return push(made, stream, [=] { std::memcpy(host(target), host(source), byte_size); });
    });
}

CUresult cuMemsetD8Async(CUdeviceptr target, unsigned char value, std::size_t count, CUstream stream)
{
    return call("cuMemsetD8Async", Needs::context, [&](const Call& made) {
        if (owner_of(target, count) == nullptr)
        {
            return invalid_value;
        }
        return push(made, stream, [=] { std::memset(host(target), value, count); });
    });
}
