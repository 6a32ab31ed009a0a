#ifdef _WIN32

#include "core/loading/windows_text.h"

#include <windows.h>

namespace trts
{

std::wstring utf16_of(const std::string& utf8)
{
    const int length = static_cast<int>(utf8.size());
    const int needed = MultiByteToWideChar(CP_UTF8, 0, utf8.data(), length, nullptr, 0);
    std::wstring text(static_cast<std::size_t>(needed), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, utf8.data(), length, text.data(), needed);
    return text;
}

std::string utf8_of(const std::wstring& utf16)
{
    const int length = static_cast<int>(utf16.size());
    const int needed = WideCharToMultiByte(CP_UTF8, 0, utf16.data(), length, nullptr, 0, nullptr, nullptr);
    std::string text(static_cast<std::size_t>(needed), '\0');
    WideCharToMultiByte(CP_UTF8, 0, utf16.data(), length, text.data(), needed, nullptr, nullptr);
    return text;
}

namespace
{

/// Empty where a character has no place in the system's code page.
std::string in_code_page(const std::wstring& text)
{
    const int length = static_cast<int>(text.size());
    const DWORD flags = GetACP() == CP_UTF8 ? 0 : WC_NO_BEST_FIT_CHARS;
    BOOL replaced = FALSE;
    BOOL* told = GetACP() == CP_UTF8 ? nullptr : &replaced; // UTF-8 has a place for all, and allows no such question
    const int needed = WideCharToMultiByte(CP_ACP, flags, text.data(), length, nullptr, 0, nullptr, told);
    std::string narrow(static_cast<std::size_t>(needed), '\0');
    WideCharToMultiByte(CP_ACP, flags, text.data(), length, narrow.data(), needed, nullptr, nullptr);
    return replaced ? std::string() : narrow;
}

} // namespace

std::string narrow_path_of(const std::string& utf8)
{
    const std::wstring path = utf16_of(utf8);
    std::string narrow = in_code_page(path);
    if (narrow.empty())
    {
        std::wstring short_path(GetShortPathNameW(path.c_str(), nullptr, 0), L'\0');
        const DWORD length = GetShortPathNameW(path.c_str(), short_path.data(), static_cast<DWORD>(short_path.size()));
        short_path.resize(length < short_path.size() ? length : 0);
        narrow = in_code_page(short_path);
    }
    return narrow;
}

std::string windows_error_text(unsigned long code)
{
    wchar_t buffer[512];
    const DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
    DWORD length = FormatMessageW(flags, nullptr, code, 0, buffer, 512, nullptr);
    while (length > 0 && (buffer[length - 1] == L'\r' || buffer[length - 1] == L'\n' || buffer[length - 1] == L' '))
    {
        --length;
    }
    return utf8_of(std::wstring(buffer, length)) + " (Windows error " + std::to_string(code) + ")";
}

} // namespace trts

#endif
