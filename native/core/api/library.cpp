#include "trtsharp/library.h"

#include <memory>
#include <mutex>
#include <vector>

#include "core/dispatch/dispatch.h"
#include "core/dispatch/handles.g.h"
#include "core/dispatch/library.h"
#include "core/dispatch/model_checks.h"
#include "core/loading/nvinfer_loader.h"
#include "core/loading/search_paths.h"
#include "core/logging/logger.h"
#include "cpu/backend.h"
#include "trtsharp/builder.g.h"
#include "trtsharp/runtime.g.h"

struct trts_library final : trts::Library
{
};

namespace trts
{

Library& require_library(trts_library* library)
{
    if (library == nullptr)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "library is null: open one with trts_library_open");
    }
    return *library;
}

const Library& require_library(const trts_library* library)
{
    return require_library(const_cast<trts_library*>(library));
}

namespace
{

std::mutex& registry_mutex()
{
    static std::mutex& mutex = *new std::mutex();
    return mutex;
}

/// Opened libraries, one for each foreign library: they outlive everything, so nothing is ever removed.
std::vector<trts_library*>& registry()
{
    static std::vector<trts_library*>& opened = *new std::vector<trts_library*>();
    return opened;
}

trts_library* register_library(const trts_api_table* table, void* native, const char* path)
{
    for (trts_library* opened : registry())
    {
        if (opened->native == native)
        {
            return opened;
        }
    }
    auto library = std::make_unique<trts_library>();
    library->table = table;
    library->native = native;
    library->path = path;
    registry().push_back(library.get());
    return library.release();
}

/// Builder and runtime: the two objects that own a logger.
template <typename H>
trts_status create_with_logger(trts_library* library, const trts_logger_callbacks* sink,
                               trts_status (*trts_api_table::*entry)(void*, void*, void**), const char* method, H** out)
{
    return guard([&]() -> trts_status {
        require_out(out, "handle");
        Library& opened = require_library(library);
        const auto create = implemented(opened.table->*entry, *opened.table, method);
        std::unique_ptr<Logger, decltype(&Logger::release)> logger(Logger::acquire(sink, opened.native), &Logger::release);
        auto handle = new_handle<H>(&opened, logger.get());
        void* native = nullptr;
        const LogTarget target(logger.get());
        const trts_status status = create(opened.native, logger.get(), &native);
        if (status != TRTS_OK)
        {
            return status;
        }
        (void)logger.release();
        handle->owns_logger = true;
        return publish(std::move(handle), native, out);
    });
}

} // namespace
} // namespace trts

using namespace trts;

trts_status trts_library_open(int32_t backend, const char* path, trts_library** library)
{
    return guard([&]() -> trts_status {
        require_out(library, "library");
        const std::lock_guard lock(registry_mutex());
        if (backend == TRTS_BACKEND_CPU)
        {
            cpu::Library* opened = cpu::open(path);
            *library = register_library(cpu::table(opened), opened, cpu::path(opened));
            return TRTS_OK;
        }
        tensorrt::Library* opened = tensorrt::open(backend, path);
        *library = register_library(tensorrt::table(opened), tensorrt::entry_points(opened), tensorrt::path(opened));
        return TRTS_OK;
    });
}

trts_status trts_library_get_backend(const trts_library* library, int32_t* backend)
{
    return guard([&]() -> trts_status {
        require_out(backend, "backend");
        *backend = require_library(library).table->backend->family;
        return TRTS_OK;
    });
}

trts_status trts_library_get_name(const trts_library* library, const char** name)
{
    return guard([&]() -> trts_status {
        require_out(name, "name");
        *name = require_library(library).table->backend->name;
        return TRTS_OK;
    });
}

trts_status trts_library_get_version(const trts_library* library, int32_t* major, int32_t* minor, int32_t* patch)
{
    return guard([&]() -> trts_status {
        require_out(major, "major");
        require_out(minor, "minor");
        require_out(patch, "patch");
        const BackendInfo& info = *require_library(library).table->backend;
        *major = info.major;
        *minor = info.minor;
        *patch = info.patch;
        return TRTS_OK;
    });
}

trts_status trts_library_get_path(const trts_library* library, const char** path)
{
    return guard([&]() -> trts_status {
        require_out(path, "path");
        *path = require_library(library).path.c_str();
        return TRTS_OK;
    });
}

trts_status trts_library_add_search_directory(const char* directory)
{
    return guard([&]() -> trts_status {
        if (directory == nullptr || *directory == '\0')
        {
            throw Error(TRTS_INVALID_ARGUMENT, "directory is null or empty");
        }
        add_search_directory(directory);
        return TRTS_OK;
    });
}

trts_status trts_builder_create(trts_library* library, const trts_logger_callbacks* logger, trts_builder** builder)
{
    return create_with_logger(library, logger, &trts_api_table::builder_create, "createInferBuilder", builder);
}

trts_status trts_runtime_create(trts_library* library, const trts_logger_callbacks* logger, trts_runtime** runtime)
{
    return create_with_logger(library, logger, &trts_api_table::runtime_create, "createInferRuntime", runtime);
}

namespace
{

/// An object made from another one, which gives it library and logger.
template <typename H, typename Parent>
trts_status create_from(Parent* parent, const char* parent_name,
                        trts_status (*trts_api_table::*entry)(void*, void*, void*, void**), const char* method, H** out)
{
    return guard_on(parent, [&]() -> trts_status {
        require_handle(parent, parent_name);
        require_out(out, "handle");
        const auto create = implemented(parent->table->*entry, *parent->table, method);
        auto handle = new_handle<H>(parent->library, parent->logger);
        void* native = nullptr;
        const LogTarget target(parent->logger);
        const trts_status status = create(parent->library->native, parent->native, parent->logger, &native);
        return status == TRTS_OK ? publish(std::move(handle), native, out) : status;
    });
}

/// TensorRT-RTX's parser looks for the creator of an operator that it does not know, and does not survive finding one.
HasPlugin plugins_that_kill(const Library& library)
{
    if (library.table->backend->family != TRTS_BACKEND_RTX1 || library.table->plugin_registry_get == nullptr
        || library.table->plugin_registry_get_creator == nullptr)
    {
        return {};
    }
    return [&library](const std::string& name, const std::string& version, const std::string& space) {
        void* registry = nullptr;
        void* creator = nullptr;
        const trts_status status = library.table->plugin_registry_get(library.native, &registry);
        if (status != TRTS_OK)
        {
            throw Error(status, last_error_message()); // nobody can tell whether the parser would survive the model
        }
        const LogMute mute; // that there is none is what it should be
        return library.table->plugin_registry_get_creator(registry, name.c_str(), version.c_str(), space.c_str(), &creator)
                == TRTS_OK
            && creator != nullptr;
    };
}

/// create_from, for what reads models.
template <typename H, typename Parent>
trts_status create_reader_from(Parent* parent, const char* parent_name,
                               trts_status (*trts_api_table::*entry)(void*, void*, void*, void**), const char* method, H** out)
{
    return guard([&]() -> trts_status {
        require_handle(parent, parent_name);
        const BackendInfo& backend = *parent->table->backend;
        const bool checks_itself = backend.family == TRTS_BACKEND_CPU;
        std::shared_ptr<ModelChecks> checks =
            checks_itself ? nullptr : std::make_shared<ModelChecks>(backend, parent->logger, plugins_that_kill(*parent->library));
        const trts_status status = create_from(parent, parent_name, entry, method, out);
        if (status == TRTS_OK)
        {
            (*out)->model_checks = std::move(checks);
        }
        return status;
    });
}

} // namespace

trts_status trts_onnx_parser_create(trts_network* network, trts_onnx_parser** parser)
{
    return create_reader_from(network, "network", &trts_api_table::onnx_parser_create, "createParser", parser);
}

trts_status trts_refitter_create(trts_engine* engine, trts_refitter** refitter)
{
    return create_from(engine, "engine", &trts_api_table::refitter_create, "createInferRefitter", refitter);
}

trts_status trts_onnx_parser_refitter_create(trts_refitter* refitter, trts_onnx_parser_refitter** parser_refitter)
{
    return create_reader_from(refitter, "refitter", &trts_api_table::onnx_parser_refitter_create,
                              "createParserRefitter", parser_refitter);
}

trts_status trts_library_get_plugin_registry(trts_library* library, trts_plugin_registry* registry)
{
    return guard([&]() -> trts_status {
        require_out(registry, "registry");
        Library& opened = require_library(library);
        const auto get = implemented(opened.table->plugin_registry_get, *opened.table, "getPluginRegistry");
        void* native = nullptr;
        const trts_status status = get(opened.native, &native);
        if (status == TRTS_OK)
        {
            *registry = {opened.table, native};
        }
        return status;
    });
}
