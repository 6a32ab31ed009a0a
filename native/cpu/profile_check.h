// Optimization profiles against the network they are for: what a builder checks before anything else.
#pragma once

#include <memory>
#include <vector>

#include "cpu/optimization_profile.h"
#include "cpu/plan.h"

namespace trts::cpu
{

/// The ranges of every input for one profile. Throws Error(TRTS_BUILD_FAILED) with all that is wrong, naming profile,
/// input, dimension and values.
ProfileRanges check_profile(const OptimizationProfile& profile, std::size_t profile_index,
                            const std::vector<IoTensor>& inputs);

/// The one profile of a network whose inputs are all of fixed shape. Throws Error(TRTS_BUILD_FAILED) where one is not.
ProfileRanges profile_of_fixed_inputs(const std::vector<IoTensor>& inputs);

} // namespace trts::cpu
