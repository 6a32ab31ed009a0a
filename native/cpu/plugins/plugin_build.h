// What becomes of a network's plugins in a build.
#pragma once

#include <memory>
#include <vector>

#include "core/onnx/reader.h"
#include "cpu/network.h"
#include "cpu/plan.h"

namespace trts::cpu
{

/// Asks each plugin whether it takes what it gets, tells it the ranges of each profile, and has it say what is to be
/// kept of it. `model` is the network's.
std::vector<PlanPlugin> build_plugins(const Ort& ort, const Network& network, const std::vector<IoTensor>& tensors,
                                      const std::vector<ProfileRanges>& profiles,
                                      const std::shared_ptr<const onnx::Bytes>& model);

} // namespace trts::cpu
