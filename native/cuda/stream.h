// CUstream.
#pragma once

#include <cstdint>

#include "cuda/device.h"

namespace trts::cuda
{

class Event;

class Stream final
{
  public:
    Stream(Device& device, std::int32_t flags, std::int32_t priority);
    /// Waits for the queued work.
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    Device& device() const noexcept { return device_; }
    RawStream raw() const noexcept { return stream_; }

    void synchronize();
    bool query();
    void* get_native() noexcept { return stream_; }
    std::int32_t get_device() const noexcept { return device_.ordinal(); }
    void wait_event(Event* event);
    void launch_host_function(HostFunction function, void* user_data);

  private:
    Device& device_;
    RawStream stream_ = nullptr;
};

} // namespace trts::cuda
