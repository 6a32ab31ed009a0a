#include "cuda/buffer.h"

#include <algorithm>
#include <string>

#include "core/byte_text.h"
#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cuda/entries.h"
#include "cuda/stream.h"

namespace trts::cuda
{
namespace
{

/// "; 12 GiB were asked for, 3 GiB of device 0 are free", in the device's context.
std::string shortage(const Device& device, std::int64_t byte_size)
{
    std::size_t free_bytes = 0;
    std::size_t total_bytes = 0;
    std::string text = "; " + byte_text(byte_size) + " were asked for";
    if (device.driver().cuMemGetInfo.call(&free_bytes, &total_bytes) == success)
    {
        text += ", " + byte_text(static_cast<std::int64_t>(free_bytes)) + " of device " +
                std::to_string(device.ordinal()) + " are free";
    }
    return text;
}

/// Work on memory of another device would be a fault there, not an error here.
void require_device_of(const Device& device, const Stream* stream)
{
    if (stream != nullptr && stream->get_device() != device.ordinal())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the buffer belongs to device " + std::to_string(device.ordinal()) +
                                               ", but the stream to device " + std::to_string(stream->get_device()) +
                                               ": use a stream of the buffer's device");
    }
}

/// Adds work to the stream; without one, to the context's own stream, and waits for it: by itself not even cuMemcpyHtoD
/// promises that the memory is written when it returns.
template <typename Work>
void in_order(Device& device, const Stream* stream, std::int64_t byte_size, const Work& work)
{
    if (byte_size == 0)
    {
        device.require_usable();
        return;
    }
    const RawStream raw = stream == nullptr ? nullptr : stream->raw();
    work(raw);
    if (stream == nullptr)
    {
        device.run(device.driver().cuStreamSynchronize, raw);
    }
}

} // namespace

Buffer::Buffer(Device& device, std::int64_t byte_size) : device_(device), size_(byte_size), count_(byte_size)
{
    // At least one byte: CUDA has no memory of none.
    const auto allocated = static_cast<std::size_t>(std::max<std::int64_t>(byte_size, 1));
    const CurrentContext current(device_);
    const auto& function = device_.driver().cuMemAlloc;
    if (const Result code = function.call(&address_, allocated); code != success)
    {
        device_.fail(function.name, code, code == out_of_memory ? shortage(device_, byte_size) : "");
    }
}

Buffer::~Buffer()
{
    device_.release(device_.driver().cuMemFree, address_);
}

void* Buffer::get_address() const noexcept
{
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(address_));
}

void Buffer::copy_from_host(std::int64_t offset, const void* source, std::int64_t byte_size, Stream* stream)
{
    require_device_of(device_, stream);
    in_order(device_, stream, byte_size, [&](RawStream raw) {
        device_.run(device_.driver().cuMemcpyHtoDAsync, at(offset), source, static_cast<std::size_t>(byte_size), raw);
    });
}

void Buffer::copy_to_host(std::int64_t offset, void* target, std::int64_t byte_size, Stream* stream)
{
    require_device_of(device_, stream);
    in_order(device_, stream, byte_size, [&](RawStream raw) {
        device_.run(device_.driver().cuMemcpyDtoHAsync, target, at(offset), static_cast<std::size_t>(byte_size), raw);
    });
}

void Buffer::copy_from_buffer(std::int64_t offset, Buffer* source, std::int64_t source_offset, std::int64_t byte_size,
                              Stream* stream)
{
    require_device_of(device_, stream);
    const DevicePointer from = source->at(source_offset);
    const auto size = static_cast<std::size_t>(byte_size);
    in_order(device_, stream, byte_size, [&](RawStream raw) {
        if (&source->device_ == &device_)
        {
            device_.run(device_.driver().cuMemcpyDtoDAsync, at(offset), from, size, raw);
            return;
        }
        source->device_.require_usable();
        device_.run(device_.driver().cuMemcpyPeerAsync, at(offset), device_.context(), from, source->device_.context(),
                    size, raw);
    });
}

void Buffer::memset(std::int64_t offset, std::int32_t value, std::int64_t byte_size, Stream* stream)
{
    require_device_of(device_, stream);
    in_order(device_, stream, byte_size, [&](RawStream raw) {
        device_.run(device_.driver().cuMemsetD8Async, at(offset), static_cast<unsigned char>(value),
                    static_cast<std::size_t>(byte_size), raw);
    });
}

void fill_buffer_entries(trts_api_table& table)
{
    table.buffer_create = [](void*, std::int32_t device, std::int64_t byte_size, void** out) -> trts_status {
        *out = new Buffer(Device::at(device), byte_size);
        return TRTS_OK;
    };
    table.buffer_destroy = destroy_entry<Buffer>;
    table.buffer_get_address = entry<&Buffer::get_address>;
    table.buffer_get_size = entry<&Buffer::get_size>;
    table.buffer_get_device = entry<&Buffer::get_device>;
    table.buffer_copy_from_host = entry<&Buffer::copy_from_host>;
    table.buffer_copy_to_host = entry<&Buffer::copy_to_host>;
    table.buffer_copy_from_buffer = entry<&Buffer::copy_from_buffer>;
    table.buffer_memset = entry<&Buffer::memset>;
}

} // namespace trts::cuda
