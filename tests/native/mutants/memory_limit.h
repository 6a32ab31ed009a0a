// What a child process may have of memory.
#pragma once

#include <cstdint>
#include <string>

namespace mutants
{

/// From now on, so many bytes more than now: what asks for more gets std::bad_alloc.
void limit_memory(std::int64_t bytes);

/// What a process, or "self", holds of physical memory; 0 where it is gone.
std::int64_t resident_bytes(const std::string& process);

} // namespace mutants
