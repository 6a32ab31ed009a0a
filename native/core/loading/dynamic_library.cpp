#include "core/loading/dynamic_library.h"

#ifdef _WIN32

#include <windows.h>

#include "core/loading/windows_text.h"

namespace trts
{

DynamicLibrary DynamicLibrary::open(const std::string& path_or_name, std::string& error)
{
    const std::wstring path = utf16_of(path_or_name);
    const bool is_path = path.find_first_of(L"\\/") != std::wstring::npos;

    // With the first flag a library finds its own dependencies beside itself; it takes absolute paths only.
    const DWORD flags = is_path ? LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS : 0;
    wchar_t full[32768];
    const bool is_absolute = is_path && GetFullPathNameW(path.c_str(), 32768, full, nullptr) != 0;

    DynamicLibrary library;
    library.handle_ = LoadLibraryExW(is_absolute ? full : path.c_str(), nullptr, flags);
    if (library.handle_ == nullptr)
    {
        error = windows_error_text(GetLastError());
    }
    return library;
}

void* DynamicLibrary::symbol(const char* name) const noexcept
{
    const FARPROC address = GetProcAddress(static_cast<HMODULE>(handle_), name);
    return reinterpret_cast<void*>(address);
}

std::string library_file_of(const void* address)
{
    HMODULE module = nullptr;
    const DWORD flags = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    wchar_t path[32768];
    if (!GetModuleHandleExW(flags, static_cast<const wchar_t*>(address), &module) ||
        GetModuleFileNameW(module, path, 32768) == 0)
    {
        return {};
    }
    return utf8_of(path);
}

} // namespace trts

#else

#include <dlfcn.h>

namespace trts
{

DynamicLibrary DynamicLibrary::open(const std::string& path_or_name, std::string& error)
{
    DynamicLibrary library;
    library.handle_ = dlopen(path_or_name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library.handle_ == nullptr)
    {
        const char* text = dlerror();
        error = text == nullptr ? "unknown error of the dynamic loader" : text;
        // The loader often begins with the path, which whoever lists the attempts names already.
        if (error.compare(0, path_or_name.size() + 2, path_or_name + ": ") == 0)
        {
            error.erase(0, path_or_name.size() + 2);
        }
    }
    return library;
}

void* DynamicLibrary::symbol(const char* name) const noexcept
{
    return dlsym(handle_, name);
}

std::string library_file_of(const void* address)
{
    Dl_info info{};
    if (dladdr(address, &info) == 0 || info.dli_fname == nullptr)
    {
        return {};
    }
    return info.dli_fname;
}

} // namespace trts

#endif
