// Buffers: the host memory that stands for device memory, and for pinned memory. Their addresses are known, so that a
// tensor bound to one can be checked against its size, and kept alive by work that is queued.
#pragma once

#include <cstdint>
#include <memory>

#include "core/live_bytes.h"

namespace trts::cpu
{

class Stream;

class Memory final
{
  public:
    explicit Memory(std::int64_t byte_size);
    ~Memory();
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    unsigned char* data() const noexcept { return data_; }
    std::int64_t size() const noexcept { return size_; }

    /// Bytes from `address`, which lies inside, to the end.
    std::int64_t bytes_from(const void* address) const noexcept
    {
        return size_ - (static_cast<const unsigned char*>(address) - data_);
    }

    /// The live buffer's memory that holds the address; null for memory of the application's own.
    static std::shared_ptr<Memory> find(const void* address);

  private:
    unsigned char* data_;
    std::int64_t size_;
    LiveBytes count_;
};

class Buffer final
{
  public:
    explicit Buffer(std::int64_t byte_size);
    ~Buffer();
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    void* get_address() noexcept { return memory_->data(); }
    std::int64_t get_size() const noexcept { return memory_->size(); }
    std::int32_t get_device() const noexcept { return 0; }

    // The caller has checked that the ranges lie inside. With a stream, when its turn comes; without one, at once.
    void copy_from_host(std::int64_t offset, const void* source, std::int64_t byte_size, Stream* stream);
    void copy_to_host(std::int64_t offset, void* target, std::int64_t byte_size, Stream* stream);
    void copy_from_buffer(std::int64_t offset, Buffer* source, std::int64_t source_offset, std::int64_t byte_size,
                          Stream* stream);
    void memset(std::int64_t offset, std::int32_t value, std::int64_t byte_size, Stream* stream);

  private:
    std::shared_ptr<Memory> memory_;
};

} // namespace trts::cpu
