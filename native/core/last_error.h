// The calling thread's last error, and the functions through which freestanding code (native/tensorrt) sets it.
#pragma once

#include <cstdint>

#include "trtsharp/status.h"

namespace trts
{

/// Records the failure for this thread and returns the status, so that callers can write `return fail(...)`.
/// Never throws: where memory runs out, a fixed text stands in.
trts_status fail(trts_status status, const char* message, std::int32_t native_code = 0) noexcept;

/// Marks the failure just recorded as an exception or fault that escaped from a backend's code: the object of the call
/// is in no known state.
void mark_last_error_escaped() noexcept;
bool last_error_escaped() noexcept;

/// Puts text before the message that is recorded already.
void prepend_to_last_error(const char* text) noexcept;

const char* last_error_message() noexcept;
std::int32_t last_error_native_code() noexcept;

} // namespace trts
