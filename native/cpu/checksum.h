// XXH64, as specified in xxHash's "xxHash fast digest algorithm" (doc/xxhash_spec.md). Finds damage, not intent.
#pragma once

#include <cstdint>
#include <string_view>

namespace trts::cpu
{

std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed = 0) noexcept;

} // namespace trts::cpu
