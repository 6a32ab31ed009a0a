#include "core/loading/dynamic_library.h"

#ifdef _WIN32

#include <windows.h>

#include <filesystem>
#include <vector>

#include "core/loading/environment.h"
#include "core/loading/library_file.h"
#include "core/loading/search_paths.h"
#include "core/loading/windows_text.h"

namespace trts
{
namespace
{

/// While one lives, libraries that are opened find what they need in the folders of PATH as well. Unlike the search that
/// Windows makes by default it leaves out the current folder, where anybody may have put a library.
class PathFolders
{
  public:
    PathFolders()
    {
        for (const std::string& folder : absolute_entries(environment_variable("PATH")))
        {
            // Takes folders that exist only.
            if (const DLL_DIRECTORY_COOKIE cookie = AddDllDirectory(utf16_of(folder).c_str()))
            {
                cookies_.push_back(cookie);
            }
        }
    }
    ~PathFolders()
    {
        for (const DLL_DIRECTORY_COOKIE cookie : cookies_)
        {
            RemoveDllDirectory(cookie);
        }
    }
    PathFolders(const PathFolders&) = delete;
    PathFolders& operator=(const PathFolders&) = delete;

  private:
    std::vector<DLL_DIRECTORY_COOKIE> cookies_;
};

/// The file's imports that Windows finds neither beside it nor in its own places.
std::string missing_libraries(const std::string& path)
{
    std::string missing;
    for (const std::string& name : read_library_file(path).needed)
    {
        const bool is_api_set = name.compare(0, 7, "api-ms-") == 0 || name.compare(0, 7, "ext-ms-") == 0;
        const std::wstring beside =
            utf16_of((std::filesystem::u8path(path).parent_path() / std::filesystem::u8path(name)).u8string());
        if (is_api_set || GetFileAttributesW(beside.c_str()) != INVALID_FILE_ATTRIBUTES)
        {
            continue;
        }
        const HMODULE found = LoadLibraryExW(utf16_of(name).c_str(), nullptr,
                                             LOAD_LIBRARY_AS_DATAFILE | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
        if (found == nullptr)
        {
            missing += (missing.empty() ? "" : ", ") + name;
        }
        else
        {
            FreeLibrary(found);
        }
    }
    return missing;
}

} // namespace

DynamicLibrary DynamicLibrary::open(const std::string& path_or_name, std::string& error)
{
    const std::wstring path = utf16_of(path_or_name);
    const bool is_path = path.find_first_of(L"\\/") != std::wstring::npos;
    wchar_t full[32768];
    const bool is_full = is_path && GetFullPathNameW(path.c_str(), 32768, full, nullptr) != 0;
    const wchar_t* file = is_full ? full : path.c_str();

    // With the first flag a library finds its own dependencies beside itself; it takes absolute paths only.
    const DWORD flags = (is_full ? LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR : 0) | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS;
    DynamicLibrary library;
    library.handle_ = LoadLibraryExW(file, nullptr, flags);
    DWORD code = library.handle_ == nullptr ? GetLastError() : 0;
    std::string missing;
    if (code == ERROR_MOD_NOT_FOUND && is_full && GetFileAttributesW(file) != INVALID_FILE_ATTRIBUTES)
    {
        const PathFolders path_folders;
        library.handle_ = LoadLibraryExW(file, nullptr, flags);
        code = library.handle_ == nullptr ? GetLastError() : 0;
        missing = library.handle_ == nullptr ? missing_libraries(utf8_of(file)) : "";
    }
    if (library.handle_ == nullptr)
    {
        error = windows_error_text(code) + (missing.empty() ? "" : "; it needs " + missing);
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
