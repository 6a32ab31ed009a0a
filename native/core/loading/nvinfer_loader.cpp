// Search order:
//   1. the path given to trts_library_open: only that file
//   2. the environment variable TRTSHARP_TENSORRT, a file or a folder: only that
//   3. folders given to trts_library_add_search_directory, and this library's own folder, each with runtimes/<rid>/native
//   4. the system's loader
// The ONNX parser is looked for beside the library that was found, then by the system's loader.
#include "core/loading/nvinfer_loader.h"

#include <filesystem>
#include <string>
#include <vector>

#include "core/dispatch/version_gate.h"
#include "core/error.h"
#include "core/loading/cuda_loader.h"
#include "core/loading/dynamic_library.h"
#include "core/loading/environment.h"
#include "core/loading/search_paths.h"
#include "core/loading/test_doubles.h"
#include "cuda/entries.h"
#include "tensorrt/family.h"
#include "trtsharp/library.h"

namespace trts::tensorrt
{

struct Library
{
    trts_api_table table{};
    BackendInfo info{};
    EntryPoints entry{};
    std::string path;
    std::string version_text;
    std::string parser_missing;
    void* handle = nullptr;
};

namespace
{

constexpr const char* override_variable = "TRTSHARP_TENSORRT";

/// What tells one family from another before anything of it is called.
struct Family
{
    std::int32_t backend;
    const char* name;
    const char* product;
    std::int32_t oldest_minor; // older ones have another ABI
    std::int32_t major;
    std::vector<const char*> libraries;
    std::vector<const char*> parsers;
    void (*fill_methods)(trts_api_table*);
    void (*fill_factories)(trts_api_table*);
};

const Family& family_of(std::int32_t backend)
{
#if defined(_WIN32)
    static const Family families[] = {
        {TRTS_BACKEND_TRT10, "trt10", "TensorRT 10", 0, 10, {"nvinfer_10.dll"}, {"nvonnxparser_10.dll"},
         trts_trt10_fill_methods, trts_trt10_fill_factories},
        {TRTS_BACKEND_TRT11, "trt11", "TensorRT 11", 0, 11, {"nvinfer_11.dll"}, {"nvonnxparser_11.dll"},
         trts_trt11_fill_methods, trts_trt11_fill_factories},
        {TRTS_BACKEND_RTX1, "rtx1", "TensorRT-RTX 1", 5, 1,
         {"tensorrt_rtx_1_7.dll", "tensorrt_rtx_1_6.dll", "tensorrt_rtx_1_5.dll"},
         {"tensorrt_onnxparser_rtx_1_7.dll", "tensorrt_onnxparser_rtx_1_6.dll", "tensorrt_onnxparser_rtx_1_5.dll"},
         trts_rtx1_fill_methods, trts_rtx1_fill_factories}};
#else
    static const Family families[] = {
        {TRTS_BACKEND_TRT10, "trt10", "TensorRT 10", 0, 10, {"libnvinfer.so.10"}, {"libnvonnxparser.so.10"},
         trts_trt10_fill_methods, trts_trt10_fill_factories},
        {TRTS_BACKEND_TRT11, "trt11", "TensorRT 11", 0, 11, {"libnvinfer.so.11"}, {"libnvonnxparser.so.11"},
         trts_trt11_fill_methods, trts_trt11_fill_factories},
        {TRTS_BACKEND_RTX1, "rtx1", "TensorRT-RTX 1", 5, 1, {"libtensorrt_rtx.so.1"},
         {"libtensorrt_onnxparser_rtx.so.1"}, trts_rtx1_fill_methods, trts_rtx1_fill_factories}};
#endif
    for (const Family& family : families)
    {
        if (family.backend == backend)
        {
            return family;
        }
    }
    throw Error(TRTS_INVALID_ARGUMENT, "there is no backend number " + std::to_string(backend) +
                                           "; there are 1 (cpu), 10 (trt10), 11 (trt11) and 101 (rtx1)");
}

bool is_directory(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(std::filesystem::u8path(path), ignored);
}

/// Every file to try, in order.
std::vector<std::string> candidates(const Family& family, const char* path)
{
    std::vector<std::string> files;
    const auto add_all_in = [&](const std::string& directory) {
        for (const char* name : family.libraries)
        {
            files.push_back(join_path(directory, name));
        }
    };
    const std::string override_path = environment_variable(override_variable);
    if (path != nullptr && *path != '\0')
    {
        files.emplace_back(path);
    }
    else if (!override_path.empty())
    {
        is_directory(override_path) ? add_all_in(override_path) : files.push_back(override_path);
    }
    else
    {
        for (const std::string& directory : search_directories())
        {
            add_all_in(directory);
        }
        files.insert(files.end(), family.libraries.begin(), family.libraries.end());
    }
    return files;
}

/// 100600 is 10.6.0. TensorRT-RTX, whose major is 1, and everything else from 10 on count alike.
void read_version(std::int32_t number, BackendInfo& info)
{
    info.major = number / 10000;
    info.minor = number / 100 % 100;
    info.patch = number % 100;
}

void open_parser(Library& library, const Family& family)
{
    const std::string folder = std::filesystem::u8path(library.path).parent_path().u8string();
    std::string tried;
    for (const bool beside : {true, false})
    {
        for (const char* name : family.parsers)
        {
            const std::string file = beside ? join_path(folder, name) : name;
            std::string error;
            const DynamicLibrary parser = DynamicLibrary::open(file, error);
            if (parser.is_open())
            {
                library.entry.create_onnx_parser = reinterpret_cast<void* (*)(void*, void*, std::int32_t)>(
                    parser.symbol("createNvOnnxParser_INTERNAL"));
                library.entry.create_onnx_parser_refitter = reinterpret_cast<void* (*)(void*, void*, std::int32_t)>(
                    parser.symbol("createNvOnnxParserRefitter_INTERNAL"));
                if (library.entry.create_onnx_parser != nullptr)
                {
                    return;
                }
                error = "has no symbol createNvOnnxParser_INTERNAL";
            }
            tried += "\n  " + file + ": " + error;
        }
    }
    library.parser_missing = std::string(family.product) + "'s ONNX parser was not found. Tried:" + tried +
                             "\nInstall it beside " + library.path;
    library.entry.parser_missing = library.parser_missing.c_str();
}

/// Without a device TensorRT ends the process in its builder's factory: nothing of it may be called then.
trts_status refuse_without_device(void*, void*, void**)
{
    throw Error(TRTS_DEVICE_ERROR, "TensorRT needs an NVIDIA GPU: " + cuda::why_no_device());
}

/// On Linux TensorRT-RTX says that much itself; on Windows it looks for a driver through a null pointer.
[[noreturn]] void throw_loads_need_device()
{
    throw Error(TRTS_LOAD_FAILED, "TensorRT-RTX builds engines without a GPU, but loads them only with one: " +
                                      cuda::why_no_device());
}

trts_status refuse_plans_without_device(void*, const void*, std::int64_t, void**)
{
    throw_loads_need_device();
}

trts_status refuse_streamed_plans_without_device(void*, void*, void**)
{
    throw_loads_need_device();
}

/// The slots of INetworkDefinition in 10.8 are those of no other release: the headers put addCumulative among them.
trts_status refuse_networks_of_10_8(void*, std::uint32_t, void**)
{
    throw Error(TRTS_NOT_SUPPORTED, "IBuilder::createNetworkV2 is not supported by TensorRT 10.8, whose networks have a binary "
                                    "interface of their own; 10.7 and 10.9 build them, and 10.8 runs engines that 10.8 built");
}

void make_table(Library& library, const Family& family)
{
    library.info.name = family.name;
    library.info.family = family.backend;
    library.info.version_text = library.version_text.c_str();
    library.table.backend = &library.info;
    family.fill_methods(&library.table);
    close_newer_methods(library.table, library.info);
    family.fill_factories(&library.table);
    cuda::fill_entries(library.table);
    if (family.backend == TRTS_BACKEND_TRT10 && library.info.minor == 8)
    {
        library.table.builder_create_network_v2 = refuse_networks_of_10_8;
    }
    if (cuda::why_no_device().empty())
    {
        return;
    }
    if (family.backend == TRTS_BACKEND_RTX1)
    {
        library.table.runtime_deserialize_cuda_engine = refuse_plans_without_device;
        library.table.runtime_deserialize_cuda_engine_from_stream_v2 = refuse_streamed_plans_without_device;
    }
    else
    {
        library.table.builder_create = refuse_without_device;
        library.table.runtime_create = refuse_without_device;
    }
}

/// The library object for an opened file; null with a reason where it is none of the family's.
Library* accept(const DynamicLibrary& opened, const Family& family, std::string& error, trts_status& status)
{
    const auto get_version = reinterpret_cast<std::int32_t (*)()>(opened.symbol("getInferLibVersion"));
    if (get_version == nullptr)
    {
        error = "is no TensorRT: it has no symbol getInferLibVersion";
        return nullptr;
    }
    error = test_doubles::refuse_tensorrt(opened);
    if (!error.empty())
    {
        return nullptr;
    }
    BackendInfo info{};
    const std::int32_t number = get_version();
    read_version(number, info);
    const std::string text =
        std::to_string(info.major) + "." + std::to_string(info.minor) + "." + std::to_string(info.patch);
    if (info.major != family.major || info.minor < family.oldest_minor)
    {
        error = "is version " + text + ", but " + family.product + "." + std::to_string(family.oldest_minor) +
                " or newer of the same major was asked for";
        status = TRTS_VERSION_MISMATCH;
        return nullptr;
    }
    auto* library = new Library(); // immortal, like the code it stands for
    library->handle = opened.handle();
    library->info = info;
    library->version_text = text;
    library->path = library_file_of(reinterpret_cast<const void*>(get_version));
    library->entry.version = number;
    library->entry.create_infer_builder =
        reinterpret_cast<void* (*)(void*, std::int32_t)>(opened.symbol("createInferBuilder_INTERNAL"));
    library->entry.create_infer_runtime =
        reinterpret_cast<void* (*)(void*, std::int32_t)>(opened.symbol("createInferRuntime_INTERNAL"));
    library->entry.create_infer_refitter =
        reinterpret_cast<void* (*)(void*, void*, std::int32_t)>(opened.symbol("createInferRefitter_INTERNAL"));
    library->entry.get_plugin_registry = reinterpret_cast<void* (*)()>(opened.symbol("getPluginRegistry"));
    if (library->entry.create_infer_builder == nullptr || library->entry.create_infer_runtime == nullptr)
    {
        error = "lacks createInferBuilder_INTERNAL or createInferRuntime_INTERNAL";
        delete library;
        return nullptr;
    }
    open_parser(*library, family);
    make_table(*library, family);
    return library;
}

std::vector<Library*>& opened_libraries()
{
    static std::vector<Library*>& all = *new std::vector<Library*>();
    return all;
}

} // namespace

// Called under the registry's lock (core/api/library.cpp).
Library* open(std::int32_t backend, const char* path)
{
    const Family& family = family_of(backend);
    std::string tried;
    trts_status status = TRTS_LIBRARY_NOT_FOUND;
    for (const std::string& file : candidates(family, path))
    {
        std::string error;
        const DynamicLibrary opened = DynamicLibrary::open(file, error);
        if (opened.is_open())
        {
            for (Library* known : opened_libraries())
            {
                if (known->handle == opened.handle() && known->info.family == backend)
                {
                    return known;
                }
            }
            if (Library* library = accept(opened, family, error, status))
            {
                opened_libraries().push_back(library);
                return library;
            }
        }
        tried += "\n  " + file + ": " + error;
    }
    throw Error(status, std::string(family.product) + " was not found. Tried:" + tried +
                                            "\nInstall it, or set " + override_variable + " to its library or folder.");
}

const trts_api_table* table(Library* library)
{
    return &library->table;
}

void* entry_points(Library* library)
{
    return &library->entry;
}

const char* path(Library* library)
{
    return library->path.c_str();
}

} // namespace trts::tensorrt
