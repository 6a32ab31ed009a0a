// The one device of the CPU backend: this machine's processor.
#pragma once

#include <cstdint>

namespace trts::cpu
{

/// Throws where `device` is another one.
void require_device(std::int32_t device);

} // namespace trts::cpu
