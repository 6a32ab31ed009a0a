#include "core/dispatch/model_checks.h"

#include <filesystem>

#include "core/dispatch/api_table.h"
#include "core/error.h"
#include "core/logging/logger.h"
#include "core/onnx/model_file.h"
#include "core/onnx/reader.h"
#include "core/onnx/wire.h"
#include "trtsharp/library.h"

namespace trts
{
namespace
{

constexpr std::int32_t severity_error = 1; // nvinfer1::ILogger::Severity

/// The newest minor version whose headers are in build/api.
std::int32_t newest_known_minor(std::int32_t family) noexcept
{
    switch (family)
    {
    case TRTS_BACKEND_TRT10:
        return 16;
    case TRTS_BACKEND_TRT11:
        return 4;
    default:
        return 7; // TensorRT-RTX 1
    }
}

/// TensorRT says itself which operators it has, and decides what their types may be. It takes models of opsets and IR
/// versions that its parser does not know, so the ends are what ONNX 1.20 has; twice that for a library from later on.
onnx::Support support_of(const BackendInfo& backend)
{
    const std::int64_t times = backend.minor > newest_known_minor(backend.family) ? 2 : 1;
    onnx::Support support;
    support.max_ir_version = 13 * times;
    support.domains = {{"", 1, 26 * times}};
    support.takes_any_operator = true;
    support.io_types = onnx::ElementTypes::all();
    support.initializer_types = onnx::ElementTypes::all();
    support.takes_negative_dimensions = true;
    support.takes_equal_node_names = true;
    return support;
}

/// Of an attribute that is a text; what is wrong with it is the parser's own affair.
std::string text_attribute(const onnx::Node& node, std::string_view name, const char* otherwise)
{
    constexpr std::int32_t attribute_text = 4; // AttributeProto.s
    for (const onnx::Attribute& attribute : node.attributes)
    {
        if (attribute.name == name)
        {
            for (onnx::FieldReader fields(attribute.raw, "attribute"); fields.next();)
            {
                if (fields.field().number == attribute_text)
                {
                    return std::string(fields.bytes());
                }
            }
        }
    }
    return otherwise;
}

template <auto Member>
struct ErrorEntry;

/// A getter of onnx::ParserError as an entry of the table.
template <typename R, R (onnx::ParserError::*Member)() const noexcept>
struct ErrorEntry<Member>
{
    static trts_status get(void* self, R* out)
    {
        *out = (static_cast<const onnx::ParserError*>(self)->*Member)();
        return TRTS_OK;
    }
};

/// Of the errors that are ours, in every TensorRT family.
const trts_api_table& table_of_refusals()
{
    static const trts_api_table& table = *new trts_api_table([] {
        static const BackendInfo checks{"model checks", "", TRTS_BACKEND_CPU, 0, 0, 0};
        trts_api_table made{};
        made.backend = &checks;
        made.onnx_parser_error_code = ErrorEntry<&onnx::ParserError::code>::get;
        made.onnx_parser_error_desc = ErrorEntry<&onnx::ParserError::desc>::get;
        made.onnx_parser_error_file = ErrorEntry<&onnx::ParserError::file>::get;
        made.onnx_parser_error_line = ErrorEntry<&onnx::ParserError::line>::get;
        made.onnx_parser_error_func = ErrorEntry<&onnx::ParserError::func>::get;
        made.onnx_parser_error_node = ErrorEntry<&onnx::ParserError::node>::get;
        made.onnx_parser_error_node_name = ErrorEntry<&onnx::ParserError::node_name>::get;
        made.onnx_parser_error_node_operator = ErrorEntry<&onnx::ParserError::node_operator>::get;
        made.onnx_parser_error_local_function_stack = [](void*, const char* const** out) -> trts_status {
            *out = nullptr;
            return TRTS_OK;
        };
        made.onnx_parser_error_local_function_stack_size = [](void*, std::int32_t* out) -> trts_status {
            *out = 0;
            return TRTS_OK;
        };
        return made;
    }());
    return table;
}

} // namespace

ModelChecks::ModelChecks(const BackendInfo& backend, Logger* logger, HasPlugin kills_plugins)
    : support_(support_of(backend)), logger_(logger), kills_plugins_(std::move(kills_plugins))
{
}

void ModelChecks::check(const GivenModel& model)
{
    const std::string_view bytes(static_cast<const char*>(model.bytes), static_cast<std::size_t>(model.size));
    check(bytes, onnx::model_text(model.path), model.path, model.has_weights);
}

void ModelChecks::check_file(const char* file)
{
    check(onnx::read_model_file(file), onnx::model_text(file), file, true);
}

void ModelChecks::check(std::string_view bytes, const std::string& what, const char* path, bool has_weights)
{
    forget();
    support_.checks_weights = has_weights;
    std::vector<onnx::Problem> problems;
    onnx::Model model;
    try
    {
        model = onnx::read(bytes, nullptr);
        problems = onnx::check(model, support_, onnx::model_folder(path));
    }
    catch (const Error& error) // the bytes are no protobuf, or pass a limit
    {
        refusals_.emplace_back(onnx::ParserErrorCode::ModelDeserializeFailed, error.what());
        refuse(error.what());
    }
    for (const onnx::Problem& problem : problems)
    {
        refusals_.emplace_back(problem);
    }
    if (!refusals_.empty())
    {
        refuse(onnx::refusal_text(what, refusals_));
    }
    if (kills_plugins_)
    {
        refuse_plugins(model.graph.nodes);
        for (const onnx::Function& function : model.functions)
        {
            refuse_plugins(function.nodes);
        }
    }
}

void ModelChecks::refuse_plugins(const std::vector<onnx::Node>& nodes)
{
    for (const onnx::Node& node : nodes)
    {
        const std::string name(node.op_type);
        const std::string version = text_attribute(node, "plugin_version", "1"); // as TensorRT's parser has it
        const std::string space = text_attribute(node, "plugin_namespace", "");
        if (kills_plugins_(name, version, space))
        {
            refuse("node '" + std::string(node.name) + "' of operator " + name + " has a plugin's creator (version '" +
                       version + "', namespace '" + space +
                       "'), and TensorRT-RTX has no plugins: its parser ends the process where it finds one. Deregister the "
                       "creator, use TensorRT 10 or 11, or write the operation with operators that TensorRT-RTX has",
                   TRTS_NOT_SUPPORTED);
        }
        for (const onnx::Attribute& attribute : node.attributes)
        {
            for (const onnx::Graph& graph : attribute.graphs)
            {
                refuse_plugins(graph.nodes); // no deeper than what was read, which has a limit
            }
        }
    }
}

void ModelChecks::refuse(const std::string& message, trts_status status)
{
    if (logger_ != nullptr)
    {
        logger_->log(severity_error, message.c_str());
    }
    throw Error(status, message);
}

bool ModelChecks::count(std::int32_t& out) const noexcept
{
    out = static_cast<std::int32_t>(refusals_.size());
    return out > 0;
}

bool ModelChecks::find(std::int32_t index, trts_onnx_parser_error& out) const
{
    if (refusals_.empty())
    {
        return false;
    }
    if (index < 0 || static_cast<std::size_t>(index) >= refusals_.size())
    {
        throw Error(TRTS_NOT_FOUND, "there is no parser error " + std::to_string(index) + "; there are " +
                                        std::to_string(refusals_.size()));
    }
    out = {&table_of_refusals(), const_cast<onnx::ParserError*>(&refusals_[static_cast<std::size_t>(index)])};
    return true;
}

} // namespace trts
