// CUmodule: the application's kernels.
#pragma once

#include <cstdint>

#include "cuda/device.h"
#include "trtsharp/device_module.h"

namespace trts::cuda
{

class DeviceModule final
{
  public:
    DeviceModule(Device& device, const void* image, std::int64_t byte_size);
    ~DeviceModule();
    DeviceModule(const DeviceModule&) = delete;
    DeviceModule& operator=(const DeviceModule&) = delete;

    void* get_kernel(const char* name);
    void launch(void* kernel, const trts_launch_size* size, void* stream, void* const* parameters);

  private:
    Device& device_;
    RawModule module_ = nullptr;
};

} // namespace trts::cuda
