// Pinned host memory.
#pragma once

#include <cstdint>

#include "core/live_bytes.h"
#include "cuda/device.h"

namespace trts::cuda
{

class HostBuffer final
{
  public:
    HostBuffer(Device& device, std::int64_t byte_size);
    ~HostBuffer();
    HostBuffer(const HostBuffer&) = delete;
    HostBuffer& operator=(const HostBuffer&) = delete;

    void* get_address() const noexcept { return address_; }
    std::int64_t get_size() const noexcept { return size_; }

  private:
    Device& device_;
    std::int64_t size_;
    void* address_ = nullptr;
    LiveBytes count_;
};

} // namespace trts::cuda
