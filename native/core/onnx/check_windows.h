// Internal to the checks: the sliding windows of convolutions and poolings.
#pragma once

#include <cstddef>

#include "core/onnx/check_report.h"
#include "core/onnx/model.h"

namespace trts::onnx
{

/// Kernels keep these numbers in 32 bits and divide by them: ONNX Runtime's end the process at a stride of 2^40.
void check_window(const Node& node, std::size_t index, const Place& place, Report& report);

} // namespace trts::onnx
