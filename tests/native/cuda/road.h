// Everything that the C ABI does with devices, once; but for trts_device_make_current.
#pragma once

#include <functional>

#include "fixture.h"

namespace cuda_test
{

/// Goes as far as the first failure, and then destroys what was made. `at_end` is called before that, where all went
/// well.
Outcome try_the_road(trts_library* library, const std::function<void()>& at_end = {});

/// Ends the test where anything fails.
void walk_the_road(trts_library* library);

} // namespace cuda_test
