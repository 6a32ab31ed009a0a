#include "cpu/onnx_parser.h"

#include <filesystem>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "core/live_bytes.h"
#include "core/onnx/checks.h"
#include "core/onnx/model_file.h"
#include "core/onnx/reader.h"
#include "core/onnx/writer.h"
#include "cpu/data_type.h"
#include "cpu/library.h"
#include "cpu/parser_error.h"
#include "cpu/plugins/plugin_nodes.h"
#include "cpu/runtime_support.h"
#include "cpu/session.h"

namespace trts::cpu
{
namespace
{

using onnx::ParserErrorCode;

constexpr std::int32_t flag_native_instance_norm = 0;
constexpr std::int32_t flag_count = 5;

void require_flag(std::int32_t flag)
{
    if (flag < 0 || flag >= flag_count)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "there is no ONNX parser flag " + std::to_string(flag) +
                                               "; there are 0 to " + std::to_string(flag_count - 1));
    }
}

} // namespace

OnnxParser::OnnxParser(const Library& library, std::shared_ptr<Network> network)
    : library_(library), ort_(library.ort), network_(std::move(network)), log_(network_->log())
{
}

void OnnxParser::parse(const void* serialized_onnx_model, std::int64_t size, const char* model_path)
{
    if (size < 0 || (serialized_onnx_model == nullptr && size > 0))
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the model's bytes are null, or their number is negative");
    }
    const std::string_view bytes(static_cast<const char*>(serialized_onnx_model), static_cast<std::size_t>(size));
    parse_bytes(bytes, onnx::model_folder(model_path), onnx::model_text(model_path));
}

void OnnxParser::parse_from_file(const char* onnx_model_file, std::int32_t)
{
    std::string bytes;
    logged(log_, [&] { bytes = onnx::read_model_file(onnx_model_file); });
    parse_bytes(bytes, onnx::model_folder(onnx_model_file), onnx::model_text(onnx_model_file));
}

void OnnxParser::parse_bytes(std::string_view bytes, const std::filesystem::path& folder, const std::string& what)
{
    if (!network_->is_empty())
    {
        throw Error(TRTS_INVALID_STATE,
                    "the network already holds a model, or inputs and layers of its own; parse into a new network");
    }
    errors_.clear();
    logged(log_, [&] {
        try
        {
            const onnx::Model model = onnx::read(bytes, nullptr);
            check(model, folder);
            throw_if_errors(what);
            onnx::CanonicalizeOptions options;
            options.model_folder = folder;
            std::shared_ptr<const onnx::Bytes> canonical = share_counted(onnx::canonicalize(model, options));
            std::vector<onnx::Problem> problems;
            std::vector<OwnedPlugin> plugins = create_plugins(library_, canonical, problems);
            for (const onnx::Problem& problem : problems)
            {
                errors_.emplace_back(problem);
            }
            throw_if_errors(what);
            check_with_runtime(model, *canonical, plugins);
            throw_if_errors(what);
            network_->adopt(std::move(canonical), std::move(plugins));
        }
        catch (const Error& error)
        {
            if (errors_.empty()) // the bytes are no protobuf, or external data became unreadable
            {
                errors_.emplace_back(ParserErrorCode::ModelDeserializeFailed, error.what());
            }
            throw;
        }
    });
    log_.info("parsed " + what + ": " + std::to_string(network_->get_nb_layers()) + " layers, " +
              std::to_string(network_->get_nb_inputs()) + " inputs, " + std::to_string(network_->get_nb_outputs()) +
              " outputs");
}

void OnnxParser::check(const onnx::Model& model, const std::filesystem::path& folder)
{
    onnx::Support support = runtime_support();
    for (std::string& name : library_.plugins.names())
    {
        support.plugin_operators.push_back({"*", std::move(name)});
    }
    for (const onnx::Problem& problem : onnx::check(model, support, folder))
    {
        errors_.emplace_back(problem);
    }
}

void OnnxParser::check_with_runtime(const onnx::Model& model, std::string_view canonical,
                                    const std::vector<OwnedPlugin>& plugins)
{
    SessionSettings settings;
    settings.plugins = operators_of(ort_, plugins);
    settings.failure = TRTS_PARSE_FAILED;
    settings.what = "ONNX Runtime refuses the model";
    try
    {
        const Session session(ort_, canonical, settings);
        for (const TensorType& output : session.outputs()) // whose types need not be declared
        {
            if (!output.is_tensor)
            {
                errors_.emplace_back(ParserErrorCode::UnsupportedNodeDatatype,
                                     "output '" + output.name + "' is no tensor");
            }
            else if (!data_type_of(output.element_type))
            {
                errors_.emplace_back(ParserErrorCode::UnsupportedNodeDatatype,
                                     "output '" + output.name + "' is of type " + onnx::name_of(output.element_type) +
                                         ", which TensorRT has no data type for");
            }
        }
    }
    catch (const Error& error)
    {
        if (error.status() != TRTS_PARSE_FAILED)
        {
            throw;
        }
        errors_.push_back(parser_error_of(model, error.what(), error.native_code()));
    }
}

void OnnxParser::throw_if_errors(const std::string& what) const
{
    if (!errors_.empty())
    {
        throw Error(TRTS_PARSE_FAILED, onnx::refusal_text(what, errors_));
    }
}

onnx::ParserError* OnnxParser::get_error(std::int32_t index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= errors_.size())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "there is no parser error " + std::to_string(index) + "; there are " +
                                               std::to_string(errors_.size()));
    }
    return &errors_[static_cast<std::size_t>(index)];
}

void OnnxParser::set_flag(std::int32_t flag)
{
    require_flag(flag);
    if (flag != flag_native_instance_norm)
    {
        throw Error(TRTS_NOT_SUPPORTED, "ONNX parser flag " + std::to_string(flag) +
                                            " is about DLA or plugins, which backend cpu does not have");
    }
    flags_ |= 1U << flag;
}

void OnnxParser::clear_flag(std::int32_t flag)
{
    require_flag(flag);
    flags_ &= ~(1U << flag);
}

bool OnnxParser::get_flag(std::int32_t flag) const
{
    require_flag(flag);
    return (flags_ >> flag & 1U) != 0;
}

void fill_onnx_parser_entries(trts_api_table& table)
{
    table.onnx_parser_create = [](void* library, void* network, void*, void** out) -> trts_status {
        *out = new OnnxParser(*static_cast<Library*>(library), static_cast<Network*>(network)->shared_from_this());
        return TRTS_OK;
    };
    table.onnx_parser_parse = entry<&OnnxParser::parse>;
    table.onnx_parser_parse_from_file = entry<&OnnxParser::parse_from_file>;
    table.onnx_parser_get_nb_errors = entry<&OnnxParser::get_nb_errors>;
    table.onnx_parser_get_error = entry<&OnnxParser::get_error>;
    table.onnx_parser_clear_errors = entry<&OnnxParser::clear_errors>;
    table.onnx_parser_set_flag = entry<&OnnxParser::set_flag>;
    table.onnx_parser_clear_flag = entry<&OnnxParser::clear_flag>;
    table.onnx_parser_get_flag = entry<&OnnxParser::get_flag>;
    table.onnx_parser_error_code = entry<&onnx::ParserError::code>;
    table.onnx_parser_error_desc = entry<&onnx::ParserError::desc>;
    table.onnx_parser_error_file = entry<&onnx::ParserError::file>;
    table.onnx_parser_error_line = entry<&onnx::ParserError::line>;
    table.onnx_parser_error_func = entry<&onnx::ParserError::func>;
    table.onnx_parser_error_node = entry<&onnx::ParserError::node>;
    table.onnx_parser_error_node_name = entry<&onnx::ParserError::node_name>;
    table.onnx_parser_error_node_operator = entry<&onnx::ParserError::node_operator>;
    table.onnx_parser_destroy = destroy_entry<OnnxParser>;
}

} // namespace trts::cpu
