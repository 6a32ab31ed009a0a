// The process's environment variables, as UTF-8 on every system.
#pragma once

#include <string>

namespace trts
{

/// Empty where it is not set.
std::string environment_variable(const char* name);

/// Sets it for native code of this process. Not while other threads may read the environment through the C library.
void set_environment_variable(const char* name, const char* value) noexcept;

} // namespace trts
