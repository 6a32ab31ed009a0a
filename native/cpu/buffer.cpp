#include "cpu/buffer.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <string>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/device.h"
#include "cpu/library.h"
#include "cpu/stream.h"

namespace trts::cpu
{
namespace
{

constexpr std::align_val_t alignment{256}; // as TensorRT asks of tensor addresses

struct Registry
{
    std::mutex mutex;
    std::map<const unsigned char*, std::weak_ptr<Memory>> by_address;
};

Registry& registry()
{
    static Registry& instance = *new Registry();
    return instance;
}

/// Copies in the stream's order; what is held lives until then.
void copy(unsigned char* target, const void* source, std::int64_t byte_size, Stream* stream,
          std::shared_ptr<Memory> held, std::shared_ptr<Memory> also_held)
{
    const auto work = [target, source, byte_size, held = std::move(held), also_held = std::move(also_held)] {
        if (byte_size > 0)
        {
            std::memmove(target, source, static_cast<std::size_t>(byte_size));
        }
    };
    stream == nullptr ? work() : stream->in_order(work);
}

} // namespace

Memory::Memory(std::int64_t byte_size) : size_(byte_size), count_(byte_size)
{
    // At least one byte, so that no two buffers share an address.
    const auto allocated = static_cast<std::size_t>(std::max<std::int64_t>(byte_size, 1));
    data_ = static_cast<unsigned char*>(::operator new(allocated, alignment, std::nothrow));
    if (data_ == nullptr)
    {
        throw Error(TRTS_OUT_OF_MEMORY, "a buffer of " + std::to_string(byte_size) + " bytes could not be allocated");
    }
}

Memory::~Memory()
{
    ::operator delete(data_, alignment);
}

std::shared_ptr<Memory> Memory::find(const void* address)
{
    const auto* wanted = static_cast<const unsigned char*>(address);
    Registry& buffers = registry();
    const std::lock_guard lock(buffers.mutex);
    auto next = buffers.by_address.upper_bound(wanted);
    if (next == buffers.by_address.begin())
    {
        return nullptr;
    }
    std::shared_ptr<Memory> memory = (--next)->second.lock();
    const bool is_inside = memory != nullptr && wanted < memory->data() + std::max<std::int64_t>(memory->size(), 1);
    return is_inside ? memory : nullptr;
}

Buffer::Buffer(std::int64_t byte_size) : memory_(std::make_shared<Memory>(byte_size))
{
    Registry& buffers = registry();
    const std::lock_guard lock(buffers.mutex);
    buffers.by_address.insert_or_assign(memory_->data(), memory_);
}

Buffer::~Buffer()
{
    Registry& buffers = registry();
    const std::lock_guard lock(buffers.mutex);
    buffers.by_address.erase(memory_->data());
}

void Buffer::copy_from_host(std::int64_t offset, const void* source, std::int64_t byte_size, Stream* stream)
{
    copy(memory_->data() + offset, source, byte_size, stream, memory_, Memory::find(source));
}

void Buffer::copy_to_host(std::int64_t offset, void* target, std::int64_t byte_size, Stream* stream)
{
    copy(static_cast<unsigned char*>(target), memory_->data() + offset, byte_size, stream, memory_,
         Memory::find(target));
}

void Buffer::copy_from_buffer(std::int64_t offset, Buffer* source, std::int64_t source_offset, std::int64_t byte_size,
                              Stream* stream)
{
    copy(memory_->data() + offset, source->memory_->data() + source_offset, byte_size, stream, memory_,
         source->memory_);
}

void Buffer::memset(std::int64_t offset, std::int32_t value, std::int64_t byte_size, Stream* stream)
{
    const auto work = [memory = memory_, offset, value, byte_size] {
        std::memset(memory->data() + offset, value, static_cast<std::size_t>(byte_size));
    };
    stream == nullptr ? work() : stream->in_order(work);
}

void fill_buffer_entries(trts_api_table& table)
{
    const auto create = [](void*, std::int32_t device, std::int64_t byte_size, void** out) -> trts_status {
        require_device(device);
        *out = new Buffer(byte_size);
        return TRTS_OK;
    };
    table.buffer_create = create;
    table.buffer_destroy = destroy_entry<Buffer>;
    table.buffer_get_address = entry<&Buffer::get_address>;
    table.buffer_get_size = entry<&Buffer::get_size>;
    table.buffer_get_device = entry<&Buffer::get_device>;
    table.buffer_copy_from_host = entry<&Buffer::copy_from_host>;
    table.buffer_copy_to_host = entry<&Buffer::copy_to_host>;
    table.buffer_copy_from_buffer = entry<&Buffer::copy_from_buffer>;
    table.buffer_memset = entry<&Buffer::memset>;
    table.host_buffer_create = create;
    table.host_buffer_destroy = destroy_entry<Buffer>;
    table.host_buffer_get_address = entry<&Buffer::get_address>;
    table.host_buffer_get_size = entry<&Buffer::get_size>;
}

} // namespace trts::cpu
