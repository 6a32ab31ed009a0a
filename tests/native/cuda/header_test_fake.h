// The fake driver's declarations, out of a file of their own: they cannot stand beside NVIDIA's.
#pragma once

#include <map>
#include <string>

namespace cuda_test
{

/// Shapes of the fake's functions, by their documented names.
std::map<std::string, std::string> fake_shapes();

} // namespace cuda_test
