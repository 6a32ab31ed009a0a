// What makes the first objects: NVIDIA's factories, and the logger that they are given.
#include "tensorrt/family_select.h"

namespace trts::tensorrt::TRTS_FAMILY
{
namespace
{

/// An nvinfer1::ILogger over a trts::Logger; lives in that logger's memory, and as long: for ever.
class LoggerAdapter final : public abi::nvinfer1::ILogger
{
public:
    explicit LoggerAdapter(void* logger) : logger_(logger) {}

    void log(Severity severity, char const* message) noexcept override
    {
        trts_support_log(logger_, static_cast<int32_t>(severity), message);
    }

private:
    void* logger_;
};

abi::nvinfer1::ILogger* logger_of(void* logger)
{
    int32_t made = 0;
    void* room = trts_support_logger_adapter(logger, sizeof(LoggerAdapter), &made);
    return made != 0 ? static_cast<LoggerAdapter*>(room) : ::new (room, InPlace()) LoggerAdapter(logger);
}

trts_status created(const char* method, void* result, void** out)
{
    if (pointer_or_null(result) == nullptr)
    {
        return foreign_failure(method, TRTS_DEVICE_ERROR, "gave no object");
    }
    *out = result;
    return TRTS_OK;
}

/// NVIDIA's name of a factory, and what the opened libraries have under it.
template <typename Factory, typename... Arguments>
trts_status call_factory(const char* method, Factory factory, void** out, Arguments... arguments)
{
    if (factory == nullptr)
    {
        return trts_support_fail_library(method, "the opened library does not export it");
    }
    return foreign_call(method, [&]() -> trts_status { return created(method, factory(arguments...), out); });
}

trts_status builder_create(void* library, void* logger, void** out)
{
    const auto& entry = *static_cast<const EntryPoints*>(library);
    return call_factory("createInferBuilder", entry.create_infer_builder, out, logger_of(logger), entry.version);
}

trts_status runtime_create(void* library, void* logger, void** out)
{
    const auto& entry = *static_cast<const EntryPoints*>(library);
    return call_factory("createInferRuntime", entry.create_infer_runtime, out, logger_of(logger), entry.version);
}

trts_status onnx_parser_create(void* library, void* network, void* logger, void** out)
{
    const auto& entry = *static_cast<const EntryPoints*>(library);
    if (entry.create_onnx_parser == nullptr)
    {
        return trts_support_fail_library("createParser", entry.parser_missing);
    }
    return call_factory("createParser", entry.create_onnx_parser, out, network, logger_of(logger), abi::NV_ONNX_PARSER_VERSION);
}

trts_status refitter_create(void* library, void* engine, void* logger, void** out)
{
    const auto& entry = *static_cast<const EntryPoints*>(library);
    return call_factory("createInferRefitter", entry.create_infer_refitter, out, engine, logger_of(logger), entry.version);
}

trts_status onnx_parser_refitter_create(void* library, void* refitter, void* logger, void** out)
{
    const auto& entry = *static_cast<const EntryPoints*>(library);
    return call_factory("createParserRefitter", entry.create_onnx_parser_refitter, out, refitter, logger_of(logger),
                        abi::NV_ONNX_PARSER_VERSION);
}

trts_status plugin_registry_get(void* library, void** out)
{
    return call_factory("getPluginRegistry", static_cast<const EntryPoints*>(library)->get_plugin_registry, out);
}

/// In place of the generated one, to which any address is an answer: here null is a failure, with what was logged.
trts_status plugin_registry_load_library(void* self, const char* plugin_path, void** out)
{
    constexpr const char* method = "IPluginRegistry::loadLibrary";
    return foreign_call(method, [&]() -> trts_status {
        void* loaded = pointer_or_null(static_cast<abi::nvinfer1::IPluginRegistry*>(self)->loadLibrary(plugin_path));
        if (loaded == nullptr)
        {
            return foreign_failure(method, TRTS_INVALID_ARGUMENT, "gave nothing: the file is no library of plugins");
        }
        *out = loaded;
        return TRTS_OK;
    });
}

void plugin_v3_ref_destroy(void* self)
{
    (void)foreign_call("IPluginV3::~IPluginV3", [&]() -> trts_status {
        delete static_cast<abi::nvinfer1::IPluginV3*>(self);
        return TRTS_OK;
    });
}

#if defined(_WIN32)

/// In place of IParser::parseFromFile, whose path is in the system's code page: the bytes, and a path that it can read.
trts_status parse_model_file(void* self, const char* path, int32_t)
{
    constexpr const char* method = "IParser::parseFromFile";
    void* owner = nullptr;
    const void* bytes = nullptr;
    size_t size = 0;
    const char* narrow_path = nullptr;
    trts_status status = trts_support_open_model(method, path, &owner, &bytes, &size, &narrow_path);
    if (status == TRTS_OK)
    {
        status = foreign_call(method, [&]() -> trts_status {
            const bool parsed = static_cast<abi::nvonnxparser::IParser*>(self)->parse(bytes, size, narrow_path);
            return parsed ? TRTS_OK : foreign_failure(method, TRTS_PARSE_FAILED, "failed");
        });
        trts_support_close_model(owner);
    }
    return status;
}

#endif

} // namespace

} // namespace trts::tensorrt::TRTS_FAMILY

void TRTS_FAMILY_FUNCTION(TRTS_FAMILY, fill_factories)(trts_api_table* table)
{
    using namespace trts::tensorrt::TRTS_FAMILY;
    table->builder_create = builder_create;
    table->runtime_create = runtime_create;
    table->onnx_parser_create = onnx_parser_create;
    table->refitter_create = refitter_create;
    table->onnx_parser_refitter_create = onnx_parser_refitter_create;
    table->plugin_registry_get = plugin_registry_get;
    table->plugin_registry_load_library = plugin_registry_load_library;
    table->plugin_v3_ref_destroy = plugin_v3_ref_destroy;
#if defined(_WIN32)
    table->onnx_parser_parse_from_file = parse_model_file;
#endif
}
