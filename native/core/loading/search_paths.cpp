#include "core/loading/search_paths.h"

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "core/loading/dynamic_library.h"

#if defined(_WIN32)
#define TRTS_RID_SYSTEM "win"
#elif defined(__APPLE__)
#define TRTS_RID_SYSTEM "osx"
#else
#define TRTS_RID_SYSTEM "linux"
#endif

#if defined(__aarch64__) || defined(_M_ARM64)
#define TRTS_RID_PROCESSOR "arm64"
#else
#define TRTS_RID_PROCESSOR "x64"
#endif

namespace trts
{
namespace
{

struct AddedDirectories
{
    std::mutex mutex;
    std::vector<std::string> paths;
};

AddedDirectories& added()
{
    static AddedDirectories& instance = *new AddedDirectories();
    return instance;
}

std::string own_directory()
{
    static const char anchor = 0; // any address inside this library
    const std::string file = library_file_of(&anchor);
    return file.empty() ? std::string() : std::filesystem::u8path(file).parent_path().u8string();
}

void append_with_native_assets(std::vector<std::string>& directories, const std::string& directory)
{
    if (!directory.empty())
    {
        directories.push_back(directory);
        directories.push_back(join_path(directory, std::string("runtimes/") + runtime_identifier() + "/native"));
    }
}

} // namespace

const char* runtime_identifier() noexcept
{
    return TRTS_RID_SYSTEM "-" TRTS_RID_PROCESSOR;
}

void add_search_directory(const std::string& directory)
{
    AddedDirectories& directories = added();
    const std::lock_guard lock(directories.mutex);
    auto& paths = directories.paths;
    if (std::find(paths.begin(), paths.end(), directory) == paths.end())
    {
        paths.push_back(directory);
    }
}

std::vector<std::string> search_directories()
{
    std::vector<std::string> directories;
    {
        AddedDirectories& extra = added();
        const std::lock_guard lock(extra.mutex);
        for (const std::string& path : extra.paths)
        {
            append_with_native_assets(directories, path);
        }
    }
    append_with_native_assets(directories, own_directory());
    return directories;
}

std::vector<std::string> split_path_list(const std::string& list)
{
#if defined(_WIN32)
    constexpr char separator = ';';
#else
    constexpr char separator = ':';
#endif
    std::vector<std::string> entries;
    for (std::size_t start = 0; start < list.size();)
    {
        const std::size_t end = std::min(list.find(separator, start), list.size());
        if (end > start)
        {
            entries.push_back(list.substr(start, end - start));
        }
        start = end + 1;
    }
    return entries;
}

std::vector<std::string> absolute_entries(const std::string& list)
{
    std::vector<std::string> entries = split_path_list(list);
    const auto is_relative = [](const std::string& entry) { return !std::filesystem::u8path(entry).is_absolute(); };
    entries.erase(std::remove_if(entries.begin(), entries.end(), is_relative), entries.end());
    return entries;
}

bool is_directory(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(std::filesystem::u8path(path), ignored);
}

std::string join_path(const std::string& directory, const std::string& name)
{
    return (std::filesystem::u8path(directory) / std::filesystem::u8path(name)).u8string();
}

} // namespace trts
