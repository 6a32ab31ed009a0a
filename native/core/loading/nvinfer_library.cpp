#include "core/loading/nvinfer_library.h"

#include <vector>

#include "core/dispatch/version_gate.h"
#include "core/error.h"
#include "core/loading/builder_resource.h"
#include "core/loading/cuda_loader.h"
#include "core/loading/test_doubles.h"
#include "cuda/entries.h"
#include "trtsharp/library.h"

namespace trts::tensorrt
{
namespace
{

/// What a family's compilation of native/tensorrt provides.
struct FamilyCode
{
    std::int32_t backend;
    void (*fill_methods)(trts_api_table*);
    void (*fill_factories)(trts_api_table*);
};

const FamilyCode& code_of(const FamilyNames& names)
{
    static const FamilyCode all[] = {{TRTS_BACKEND_TRT10, trts_trt10_fill_methods, trts_trt10_fill_factories},
                                     {TRTS_BACKEND_TRT11, trts_trt11_fill_methods, trts_trt11_fill_factories},
                                     {TRTS_BACKEND_RTX1, trts_rtx1_fill_methods, trts_rtx1_fill_factories}};
    const FamilyCode* found = all;
    while (found->backend != names.backend)
    {
        ++found;
    }
    return *found;
}

/// Opens the first of the files that is an ONNX parser.
bool open_parser_of(Library& library, const std::vector<std::string>& files, std::string& tried)
{
    for (const std::string& file : files)
    {
        std::string error;
        const DynamicLibrary parser = DynamicLibrary::open(file, error);
        if (parser.is_open())
        {
            void* create = parser.symbol("createNvOnnxParser_INTERNAL");
            void* create_refitter = parser.symbol("createNvOnnxParserRefitter_INTERNAL");
            library.entry.create_onnx_parser = reinterpret_cast<void* (*)(void*, void*, std::int32_t)>(create);
            library.entry.create_onnx_parser_refitter =
                reinterpret_cast<void* (*)(void*, void*, std::int32_t)>(create_refitter);
            if (create != nullptr)
            {
                library.parser_path = library_file_of(create);
                return true;
            }
            error = "has no symbol createNvOnnxParser_INTERNAL";
        }
        tried += "\n  " + file + ": " + error;
    }
    return false;
}

void find_companions(Library& library, const FamilyNames& names, const FileVersion& version, const Machine& machine)
{
    const Companions beside = companions_beside(names, LibraryKind::Parser, library.path, version);
    std::string tried = beside.passed_over;
    if (!open_parser_of(library, beside.files, tried))
    {
        const Companions elsewhere = companions_elsewhere(names, LibraryKind::Parser, version, machine);
        tried += elsewhere.passed_over;
        if (!open_parser_of(library, elsewhere.files, tried))
        {
            library.parser_missing = names.title() + "'s ONNX parser was not found. Tried:" + tried + "\nInstall " +
                                     names.pattern(LibraryKind::Parser) + " beside " + library.path;
            library.entry.parser_missing = library.parser_missing.c_str();
        }
    }
    Companions plugins = companions_beside(names, LibraryKind::Plugin, library.path, version);
    if (plugins.files.empty())
    {
        plugins = companions_elsewhere(names, LibraryKind::Plugin, version, machine);
    }
    library.plugin_path = plugins.first();
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

void make_table(Library& library, const FamilyNames& names, const DynamicLibrary& opened)
{
    const FamilyCode& family = code_of(names);
    library.info.name = names.name;
    library.info.family = family.backend;
    library.info.version_text = library.version_text.c_str();
    library.table.backend = &library.info;
    family.fill_methods(&library.table);
    close_newer_methods(library.table, library.info);
    family.fill_factories(&library.table);
    const FileVersion version{library.info.major, library.info.minor, library.info.patch, -1};
    help_find_builder_resource(opened, version, library.path, &library.entry, library.table);
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

} // namespace

bool ask_version(const DynamicLibrary& opened, Candidate& candidate)
{
    const auto get_version = reinterpret_cast<std::int32_t (*)()>(opened.symbol("getInferLibVersion"));
    candidate.reason = get_version == nullptr ? "is no TensorRT: it has no symbol getInferLibVersion"
                                              : test_doubles::refuse_tensorrt(opened);
    candidate.is_supported = candidate.reason.empty();
    if (candidate.is_supported)
    {
        const auto get_build = reinterpret_cast<std::int32_t (*)()>(opened.symbol("getInferLibBuildVersion"));
        candidate.version = version_of_number(get_version(), get_build == nullptr ? -1 : get_build());
    }
    return candidate.is_supported;
}

Library* accept(const DynamicLibrary& opened, const FamilyNames& names, Candidate& candidate, const Machine& machine)
{
    if (!ask_version(opened, candidate))
    {
        return nullptr;
    }
    judge_version(names, candidate);
    const auto get_version = reinterpret_cast<std::int32_t (*)()>(opened.symbol("getInferLibVersion"));
    EntryPoints entry{};
    entry.version = get_version();
    entry.create_infer_builder =
        reinterpret_cast<void* (*)(void*, std::int32_t)>(opened.symbol("createInferBuilder_INTERNAL"));
    entry.create_infer_runtime =
        reinterpret_cast<void* (*)(void*, std::int32_t)>(opened.symbol("createInferRuntime_INTERNAL"));
    entry.create_infer_refitter =
        reinterpret_cast<void* (*)(void*, void*, std::int32_t)>(opened.symbol("createInferRefitter_INTERNAL"));
    entry.get_plugin_registry = reinterpret_cast<void* (*)()>(opened.symbol("getPluginRegistry"));
    if (candidate.is_supported && (entry.create_infer_builder == nullptr || entry.create_infer_runtime == nullptr))
    {
        candidate.is_supported = false;
        candidate.reason = "lacks createInferBuilder_INTERNAL or createInferRuntime_INTERNAL";
    }
    if (!candidate.is_supported)
    {
        return nullptr;
    }
    auto* library = new Library();
    library->handle = opened.handle();
    library->entry = entry;
    const FileVersion& version = candidate.version;
    library->info.major = version.major;
    library->info.minor = version.minor;
    library->info.patch = version.patch;
    library->version_text = FileVersion{version.major, version.minor, version.patch, -1}.text();
    library->path = library_file_of(reinterpret_cast<const void*>(get_version));
    find_companions(*library, names, version, machine);
    make_table(*library, names, opened);
    return library;
}

} // namespace trts::tensorrt
