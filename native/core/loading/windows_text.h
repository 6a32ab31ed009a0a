// Text for Windows' wide-character functions. Included on Windows only.
#pragma once

#include <string>

namespace trts
{

std::wstring utf16_of(const std::string& utf8);
std::string utf8_of(const std::wstring& utf16);

/// A path for libraries that open files by narrow paths: in the system's code page, by its short name where it does not fit.
std::string narrow_path_of(const std::string& utf8);

/// What Windows says about one of its error codes, with the number.
std::string windows_error_text(unsigned long code);

} // namespace trts
