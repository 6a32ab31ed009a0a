#include "core/loading/builder_resource.h"

#include <filesystem>
#include <mutex>
#include <vector>

#include "core/loading/tensorrt_names.h"

namespace trts::tensorrt
{
namespace
{

namespace fs = std::filesystem;

/// Of a library that cannot be told where its resource is.
struct Resource
{
    const void* entry_points;
    std::string path;
    trts_status (*create_builder)(void* library, void* logger, void** out);
    bool is_open;
};

std::mutex& resources_mutex()
{
    static std::mutex& mutex = *new std::mutex();
    return mutex;
}

std::vector<Resource>& resources()
{
    static std::vector<Resource>& all = *new std::vector<Resource>();
    return all;
}

bool has_resource(const fs::path& folder)
{
    std::error_code error;
    for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error))
    {
        if (file->path().filename().u8string().rfind(builder_resource_stem, 0) == 0)
        {
            return true;
        }
    }
    return false;
}

/// Where the resource cannot be opened, TensorRT says so itself.
trts_status create_builder_on_resource(void* library, void* logger, void** out)
{
    Resource found{};
    {
        const std::lock_guard lock(resources_mutex());
        for (Resource& resource : resources())
        {
            if (resource.entry_points == library)
            {
                std::string ignored;
                resource.is_open = resource.is_open || DynamicLibrary::open(resource.path, ignored).is_open();
                found = resource;
            }
        }
    }
    return found.create_builder(library, logger, out);
}

} // namespace

void help_find_builder_resource(const DynamicLibrary& opened, const FileVersion& version, const std::string& library_path,
                                const void* entry_points, trts_api_table& table)
{
    const fs::path folder = fs::u8path(library_path).parent_path();
    if (!has_resource(folder))
    {
        return;
    }
    if (const auto set_path = reinterpret_cast<bool (*)(const char*)>(opened.symbol("setInternalLibraryPath")))
    {
        (void)set_path((folder / "").u8string().c_str()); // with a separator: it is put before the name
        return;
    }
    const fs::path file = folder / fs::u8path(builder_resource_file(version));
    std::error_code error;
    if (fs::exists(file, error))
    {
        const std::lock_guard lock(resources_mutex());
        resources().push_back({entry_points, file.u8string(), table.builder_create, false});
        table.builder_create = create_builder_on_resource;
    }
}

} // namespace trts::tensorrt
