#include "core/loading/environment.h"

#include <cstdlib>

#ifdef _WIN32
#include <windows.h>

#include "core/loading/windows_text.h"
#endif

namespace trts
{

#ifdef _WIN32

std::string environment_variable(const char* name)
{
    // Of the process, not the C runtime's copy: that does not know what others, .NET among them, set since it was loaded.
    const std::wstring wide_name = utf16_of(name);
    std::wstring value(32767, L'\0'); // the longest there is
    value.resize(GetEnvironmentVariableW(wide_name.c_str(), value.data(), static_cast<DWORD>(value.size())));
    return utf8_of(value);
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
