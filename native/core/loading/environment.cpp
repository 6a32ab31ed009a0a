#include "core/loading/environment.h"

#include <cstdlib>

#ifdef _WIN32
#include "core/loading/windows_text.h"
#endif

namespace trts
{

#ifdef _WIN32

std::string environment_variable(const char* name)
{
    const wchar_t* value = _wgetenv(utf16_of(name).c_str());
    return value == nullptr ? std::string() : utf8_of(value);
}

void set_environment_variable(const char* name, const char* value) noexcept
{
    _putenv_s(name, value); // sets the process's variable as well, which libraries with a C runtime of their own read
}

#else

std::string environment_variable(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

void set_environment_variable(const char* name, const char* value) noexcept
{
    setenv(name, value, 1);
}

#endif

} // namespace trts
