// Search order:
//   1. the path given to trts_library_open: only that file
//   2. the environment variable TRTSHARP_ONNXRUNTIME, a file or a folder: only that
//   3. folders given to trts_library_add_search_directory, in the order given, each with its runtimes/<rid>/native
//   4. the folder of this library (libtrtsharp), with its runtimes/<rid>/native
//   5. the system's loader: libonnxruntime.so.1, libonnxruntime.so (onnxruntime.dll on Windows, there in PATH's folders first)
// A library that is too old is passed over: Windows has had an old onnxruntime.dll of its own in System32.
#include "core/loading/onnxruntime_loader.h"

#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/loading/dynamic_library.h"
#include "core/loading/environment.h"
#include "core/loading/search_paths.h"

namespace trts
{
namespace
{

#if defined(_WIN32)
constexpr const char* file_names[] = {"onnxruntime.dll"};
#elif defined(__APPLE__)
constexpr const char* file_names[] = {"libonnxruntime.dylib"};
#else
constexpr const char* file_names[] = {"libonnxruntime.so.1", "libonnxruntime.so"};
#endif

constexpr const char* override_variable = "TRTSHARP_ONNXRUNTIME";

#if defined(_WIN32) && !defined(_WIN64)
#define TRTS_ORT_CALL __stdcall
#else
#define TRTS_ORT_CALL
#endif

/// OrtApiBase of ONNX Runtime's C API, whose two entries have never changed.
struct ApiBase
{
    const void*(TRTS_ORT_CALL* get_api)(std::uint32_t version);
    const char*(TRTS_ORT_CALL* get_version_string)();
};

/// The C API's version is the minor number of "1.31.1".
std::uint32_t newest_api_of(const std::string& version)
{
    unsigned major = 0;
    unsigned minor = 0;
    const bool is_version = std::sscanf(version.c_str(), "%u.%u", &major, &minor) == 2;
    return !is_version || major < 1 ? 0 : major > 1 ? UINT32_MAX : minor;
}

class Search
{
  public:
    explicit Search(std::uint32_t api_version) : api_version_(api_version) {}

    bool try_open(const std::string& path_or_name, const char* origin)
    {
        DiscoveredLibrary attempt;
        attempt.path = path_or_name;
        attempt.origin = origin;
        const DynamicLibrary library = DynamicLibrary::open(path_or_name, attempt.reason);
        attempt.is_supported = library.is_open() && accept(library, attempt);
        attempts_.insert(attempt.is_supported ? attempts_.begin() : attempts_.end(), attempt);
        return attempt.is_supported;
    }

    bool try_open_in(const std::string& directory, const char* origin)
    {
        bool exists_anywhere = false;
        for (const char* name : file_names)
        {
            const std::string path = join_path(directory, name);
            std::error_code ignored;
            if (!std::filesystem::exists(std::filesystem::u8path(path), ignored))
            {
                continue;
            }
            exists_anywhere = true;
            if (try_open(path, origin))
            {
                return true;
            }
        }
        if (!exists_anywhere)
        {
            nothing_in_ += "\n  " + join_path(directory, file_names[std::size(file_names) - 1]) + ": no such file";
        }
        return false;
    }

    OnnxRuntimeLibrary take() { return std::move(found_); }

    /// What was opened comes first.
    std::vector<DiscoveredLibrary> take_attempts() { return std::move(attempts_); }

    [[noreturn]] void fail(const std::string& origin) const
    {
        std::string message = too_old_ ? "no ONNX Runtime that is new enough was found" : "ONNX Runtime was not found";
        message += origin + ". Tried:";
        for (const DiscoveredLibrary& attempt : attempts_)
        {
            message += "\n  " + attempt.line();
        }
        message += nothing_in_ + "\nThe CPU backend needs ONNX Runtime 1." + std::to_string(api_version_) +
                   " or newer: reference the package TensorRTSharp.Cpu, or set " + override_variable +
                   " to the library's file.";
        throw Error(too_old_ ? TRTS_VERSION_MISMATCH : TRTS_LIBRARY_NOT_FOUND, message);
    }

  private:
    bool accept(const DynamicLibrary& library, DiscoveredLibrary& attempt)
    {
        void* symbol = library.symbol("OrtGetApiBase");
        if (symbol == nullptr)
        {
            attempt.reason = "is no ONNX Runtime: it has no symbol OrtGetApiBase";
            return false;
        }
        using GetApiBase = const ApiBase*(TRTS_ORT_CALL*)();
        const ApiBase* base = reinterpret_cast<GetApiBase>(symbol)();
        const std::string version = base->get_version_string();
        (void)std::sscanf(version.c_str(), "%d.%d.%d", &attempt.version.major, &attempt.version.minor,
                          &attempt.version.patch);
        // Not asked for a version it lacks: ONNX Runtime would write to the process's stderr.
        const void* api = newest_api_of(version) >= api_version_ ? base->get_api(api_version_) : nullptr;
        if (api == nullptr)
        {
            attempt.reason = "is ONNX Runtime " + version + ", which is too old";
            too_old_ = true;
            return false;
        }
        found_ = {library.handle(), library_file_of(symbol), version, api};
        attempt.path = found_.path;
        return true;
    }

    std::uint32_t api_version_;
    std::vector<DiscoveredLibrary> attempts_; // files
    std::string nothing_in_;                  // the folders without one
    bool too_old_ = false;
    OnnxRuntimeLibrary found_;
};

bool search_everywhere(Search& search)
{
    for (const std::string& directory : search_directories())
    {
        if (search.try_open_in(directory, "the application's folders"))
        {
            return true;
        }
    }
#if defined(_WIN32)
    for (const std::string& directory : absolute_entries(environment_variable("PATH")))
    {
        if (search.try_open_in(directory, "PATH"))
        {
            return true;
        }
    }
#endif
    for (const char* name : file_names)
    {
        if (search.try_open(name, "the system's loader"))
        {
            return true;
        }
    }
    return false;
}

/// Throws where nothing can be opened.
void search_for(Search& search, const char* explicit_path)
{
    const std::string override_path = environment_variable(override_variable);
    if (explicit_path != nullptr && *explicit_path != '\0')
    {
        if (!search.try_open(explicit_path, "the path that was given"))
        {
            search.fail(" at the path that was given");
        }
    }
    else if (!override_path.empty())
    {
        if (!(is_directory(override_path) ? search.try_open_in(override_path, override_variable)
                                 : search.try_open(override_path, override_variable)))
        {
            search.fail(std::string(" where ") + override_variable + " points to");
        }
    }
    else if (!search_everywhere(search))
    {
        search.fail("");
    }
}

} // namespace

OnnxRuntimeLibrary load_onnxruntime(const char* explicit_path, std::uint32_t api_version)
{
    Search search(api_version);
    search_for(search, explicit_path);
    return search.take();
}

Discovery discover_onnxruntime(std::uint32_t api_version)
{
    Search search(api_version);
    Discovery discovery;
    try
    {
        search_for(search, nullptr);
    }
    catch (const Error& error)
    {
        discovery.failure = error.what();
    }
    discovery.libraries = search.take_attempts();
    return discovery;
}

} // namespace trts
