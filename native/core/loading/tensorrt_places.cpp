#include "core/loading/tensorrt_places.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/loading/byte_numbers.h"
#include "core/loading/environment.h"
#include "core/loading/search_paths.h"

namespace trts::tensorrt
{
namespace
{

namespace fs = std::filesystem;

bool matches(std::string_view name, std::string_view pattern)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
    {
        return name == pattern;
    }
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1); // no pattern has a second one in the same name
    return name.size() >= head.size() + tail.size() && name.substr(0, head.size()) == head &&
           name.substr(name.size() - tail.size()) == tail;
}

void add_like(std::vector<std::string>& folders, const std::string& pattern)
{
    for (std::string& folder : folders_like(pattern))
    {
        folders.push_back(std::move(folder));
    }
}

/// `variable`/pattern, where the variable is set.
void add_below(std::vector<std::string>& folders, const Machine& machine, const char* variable,
               std::initializer_list<const char*> patterns)
{
    const std::string base = machine.variable(variable);
    if (!base.empty())
    {
        for (const char* pattern : patterns)
        {
            add_like(folders, join_path(base, pattern));
        }
    }
}

#if defined(_WIN32)

constexpr const char* loader_variable = "PATH";

std::vector<std::string> install_folders(const Machine& machine)
{
    std::vector<std::string> folders;
    // TensorRT's DLLs lie in bin since 10.15, TensorRT-RTX's since 1.2, and in lib before.
    for (const char* variable : {"ProgramFiles", "ProgramW6432"})
    {
        add_below(folders, machine, variable,
                  {"NVIDIA GPU Computing Toolkit/TensorRT*/bin", "NVIDIA GPU Computing Toolkit/TensorRT*/lib",
                   "NVIDIA GPU Computing Toolkit/CUDA/v*/bin", "NVIDIA GPU Computing Toolkit/CUDA/v*/bin/x64",
                   "NVIDIA GPU Computing Toolkit/CUDA/v*/lib", "NVIDIA/TensorRT*/bin", "NVIDIA/TensorRT*/lib",
                   "TensorRT*/bin", "TensorRT*/lib"});
    }
    const std::string drive = machine.variable("SystemDrive");
    for (const char* pattern : {"/TensorRT*/bin", "/TensorRT*/lib"})
    {
        add_like(folders, (machine.root.empty() ? drive.empty() ? "C:" : drive : machine.root) + pattern);
    }
    return folders;
}

std::vector<std::string> site_folders(const Machine& machine)
{
    std::vector<std::string> folders;
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"})
    {
        add_below(folders, machine, variable, {"Lib/site-packages"});
    }
    add_below(folders, machine, "APPDATA", {"Python/Python3*/site-packages"});
    add_below(folders, machine, "LOCALAPPDATA", {"Programs/Python/Python3*/Lib/site-packages"});
    add_below(folders, machine, "ProgramFiles", {"Python3*/Lib/site-packages"});
    return folders;
}

#else

constexpr const char* loader_variable = "LD_LIBRARY_PATH";

#if defined(__aarch64__)
#define TRTS_TRIPLE "aarch64-linux-gnu"
#else
#define TRTS_TRIPLE "x86_64-linux-gnu"
#endif

std::vector<std::string> install_folders(const Machine& machine)
{
    std::vector<std::string> folders;
    for (const char* pattern :
         {"/usr/lib/" TRTS_TRIPLE,        // packages for Debian, Ubuntu and Jetson
          "/usr/lib/" TRTS_TRIPLE "/nvidia", // Jetson
          "/usr/lib64",                   // packages for Fedora, RHEL and SUSE
          "/usr/lib", "/usr/local/lib", "/usr/local/lib64",
          "/usr/local/TensorRT*/lib", "/usr/local/tensorrt*/lib", "/opt/TensorRT*/lib", "/opt/tensorrt*/lib",
          "/opt/nvidia/TensorRT*/lib", "/opt/nvidia/tensorrt*/lib", // NVIDIA's archives, where people put them
          "/usr/local/cuda*/lib64"})
    {
        add_like(folders, machine.root + pattern);
    }
    return folders;
}

std::vector<std::string> site_folders(const Machine& machine)
{
    std::vector<std::string> folders;
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"})
    {
        add_below(folders, machine, variable, {"lib/python3*/site-packages", "lib64/python3*/site-packages"});
    }
    add_below(folders, machine, "HOME", {".local/lib/python3*/site-packages"});
    for (const char* pattern :
         {"/usr/local/lib/python3*/dist-packages", "/usr/local/lib/python3*/site-packages",
          "/usr/local/lib64/python3*/site-packages", "/usr/lib/python3/dist-packages", "/usr/lib/python3*/site-packages",
          "/usr/lib64/python3*/site-packages"})
    {
        add_like(folders, machine.root + pattern);
    }
    return folders;
}

#endif

std::vector<std::string> python_folders(const Machine& machine)
{
    std::vector<std::string> folders;
    for (const std::string& site : site_folders(machine))
    {
        for (const char* package : {"tensorrt_libs", "tensorrt_rtx_libs", "tensorrt_rtx"})
        {
            add_like(folders, join_path(site, package));
        }
    }
    return folders;
}

#if !defined(_WIN32)

/// The folders of libraries of the family in glibc's ld.so.cache. Asking the loader itself would open one of them.
std::vector<std::string> cached_folders(const FamilyNames& names, const Machine& machine)
{
    std::vector<std::string> folders;
    std::ifstream file(machine.root + "/etc/ld.so.cache", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const std::size_t start = bytes.find("glibc-ld.so.cache1.1"); // an older format may stand before it
    if (start == std::string::npos)
    {
        return folders;
    }
    constexpr std::size_t header_size = 48;
    constexpr std::size_t entry_size = 24;
    const std::size_t count = number_in<std::uint32_t>(bytes, start + 20);
    for (std::size_t i = 0; i < count && start + header_size + (i + 1) * entry_size <= bytes.size(); ++i)
    {
        const std::size_t entry = start + header_size + i * entry_size;
        const std::size_t key = start + number_in<std::uint32_t>(bytes, entry + 4);
        const std::size_t value = start + number_in<std::uint32_t>(bytes, entry + 8);
        if (key < bytes.size() && value < bytes.size() &&
            names.version_in_name(LibraryKind::Main, bytes.c_str() + key).has_value())
        {
            folders.push_back(machine.root + fs::path(bytes.c_str() + value).parent_path().string());
        }
    }
    return folders;
}

#endif

} // namespace

Machine Machine::own()
{
    return {{}, environment_variable, search_directories};
}

std::vector<std::string> folders_like(const std::string& pattern)
{
    const fs::path path = fs::u8path(pattern);
    std::vector<fs::path> found{path.root_path()};
    for (const fs::path& part : path.relative_path())
    {
        const std::string name = part.u8string();
        std::vector<fs::path> next;
        for (const fs::path& folder : found)
        {
            std::error_code error;
            if (name.find('*') == std::string::npos)
            {
                next.push_back(folder / part);
                continue;
            }
            std::vector<fs::path> alike;
            for (fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error), end;
                 !error && entry != end; entry.increment(error))
            {
                if (matches(entry->path().filename().u8string(), name))
                {
                    alike.push_back(entry->path());
                }
            }
            std::sort(alike.begin(), alike.end(), std::greater<>());
            next.insert(next.end(), alike.begin(), alike.end());
        }
        found = std::move(next);
    }
    std::vector<std::string> folders;
    for (const fs::path& folder : found)
    {
        std::error_code ignored;
        if (fs::is_directory(folder, ignored))
        {
            folders.push_back(folder.u8string());
        }
    }
    return folders;
}

std::vector<Place> tensorrt_places(const FamilyNames& names, const Machine& machine)
{
    std::vector<Place> places;
    places.push_back({"the application's folders", machine.application_folders()});
    places.push_back({loader_variable, absolute_entries(machine.variable(loader_variable))});
#if defined(_WIN32)
    (void)names;
#else
    places.push_back({"the system's libraries", cached_folders(names, machine)});
#endif
    places.push_back({"install folders", install_folders(machine)});
    places.push_back({"Python packages", python_folders(machine)});
    return places;
}

} // namespace trts::tensorrt
