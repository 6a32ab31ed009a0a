// nvinfer1::BuilderFlag on the CPU backend. A model runs in the types that it is written in, and nothing is tuned to a
// device: flags that only allow or hint are taken and have no effect; those that ask for something else are refused.
#pragma once

#include <cstdint>

namespace trts::cpu
{

/// kTF32, as TensorRT has it.
inline constexpr std::uint32_t default_builder_flags = 1U << 6;

/// Throws TRTS_INVALID_ARGUMENT for a number that is no flag.
void require_builder_flag(std::int32_t flag);

/// Throws TRTS_NOT_SUPPORTED, naming the flag and what it asks for, unless the backend takes it.
void require_supported_flag(std::int32_t flag);

/// The same for every flag that is set.
void require_supported_flags(std::uint32_t flags);

} // namespace trts::cpu
