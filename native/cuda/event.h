// CUevent.
#pragma once

#include <cstdint>

#include "cuda/device.h"

namespace trts::cuda
{

class Stream;

class Event final
{
  public:
    Event(Device& device, std::int32_t flags);
    ~Event();
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;

    RawEvent raw() const noexcept { return event_; }

    void record(Stream* stream);
    void synchronize();
    bool query();
    std::int32_t get_device() const noexcept { return device_.ordinal(); }
    float get_elapsed_time(Event* end);

  private:
    Device& device_;
    RawEvent event_ = nullptr;
};

} // namespace trts::cuda
