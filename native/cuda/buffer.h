// Device memory.
#pragma once

#include <cstdint>

#include "core/live_bytes.h"
#include "cuda/device.h"

namespace trts::cuda
{

class Stream;

class Buffer final
{
  public:
    Buffer(Device& device, std::int64_t byte_size);
    ~Buffer();
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    void* get_address() const noexcept;
    std::int64_t get_size() const noexcept { return size_; }
    std::int32_t get_device() const noexcept { return device_.ordinal(); }

    // The caller has checked that the ranges lie inside. Without a stream the work is done on return.
    void copy_from_host(std::int64_t offset, const void* source, std::int64_t byte_size, Stream* stream);
    void copy_to_host(std::int64_t offset, void* target, std::int64_t byte_size, Stream* stream);
    void copy_from_buffer(std::int64_t offset, Buffer* source, std::int64_t source_offset, std::int64_t byte_size,
                          Stream* stream);
    void memset(std::int64_t offset, std::int32_t value, std::int64_t byte_size, Stream* stream);

  private:
    DevicePointer at(std::int64_t offset) const noexcept { return address_ + static_cast<DevicePointer>(offset); }

    Device& device_;
    std::int64_t size_;
    DevicePointer address_ = 0;
    LiveBytes count_;
};

} // namespace trts::cuda
