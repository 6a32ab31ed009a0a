// Asks CUDA's driver whether there is a device, before TensorRT is asked to do what ends the process without one.
#pragma once

#include <string>

namespace trts::cuda
{

/// Empty where a device can be used; otherwise why not: no driver, or what the driver answered.
std::string why_no_device();

} // namespace trts::cuda
