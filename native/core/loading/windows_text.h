// Text for Windows' wide-character functions. Included on Windows only.
#pragma once

#include <string>

namespace trts
{

std::wstring utf16_of(const std::string& utf8);
std::string utf8_of(const std::wstring& utf16);

/// What Windows says about one of its error codes, with the number.
std::string windows_error_text(unsigned long code);

} // namespace trts
