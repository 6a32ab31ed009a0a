#include "cpu/engine_inspector.h"

#include "core/error.h"
#include "core/onnx/reader.h"
#include "core/onnx/text.h"
#include "cpu/data_type.h"
#include "core/dispatch/entry.h"
#include "cpu/library.h"
#include "cpu/output_inference.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

bool is_json_format(std::int32_t format)
{
    if (format != TRTS_LAYER_INFORMATION_FORMAT_ONELINE && format != TRTS_LAYER_INFORMATION_FORMAT_JSON)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "there is no layer information format " + std::to_string(format) +
                                               "; there are 0 (one line) and 1 (JSON)");
    }
    return format == TRTS_LAYER_INFORMATION_FORMAT_JSON;
}

/// In double quotes.
std::string json_text(std::string_view text)
{
    constexpr const char* digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text)
    {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
        {
            out += {'\\', c};
        }
        else if (byte < 0x20)
        {
            out += std::string("\\u00") + digits[byte >> 4U] + digits[byte & 0xFU];
        }
        else
        {
            out += c;
        }
    }
    return out + "\"";
}

/// As TensorRT's inspector spells them.
std::string format_text(const TensorType& type)
{
    if (!type.is_tensor)
    {
        return "No tensor";
    }
    const std::string name = type_name(type.element_type);
    const bool is_float = type.element_type == onnx::ElementType::Float;
    const bool is_half = type.element_type == onnx::ElementType::Float16;
    return "Row major linear " + (is_float ? "FP32" : is_half ? "FP16" : name[0] == 'k' ? name.substr(1) : name);
}

std::string dimensions_text(const TensorType& type)
{
    std::string text = "[";
    for (std::size_t i = 0; type.shape && i < type.shape->size(); ++i)
    {
        text += (i == 0 ? "" : ",") + std::to_string((*type.shape)[i]);
    }
    return text + "]";
}

std::string tensors_text(const std::vector<std::string_view>& names, bool is_json,
                         const std::unordered_map<std::string, TensorType>& types)
{
    const auto key = [&](const char* name) { return is_json ? json_text(name) : std::string(name); };
    const auto value = [&](std::string_view text) { return is_json ? json_text(text) : std::string(text); };
    std::string list;
    for (const std::string_view name : names)
    {
        if (name.empty())
        {
            continue; // an optional one that is left out
        }
        list += list.empty() ? " { " : ", { ";
        list += key("Name") + ": " + value(name);
        const auto type = types.find(std::string(name));
        if (type != types.end())
        {
            list += ", " + key("Dimensions") + ": " + dimensions_text(type->second) + ", " + key("Format/Datatype") +
                    ": " + value(format_text(type->second));
        }
        list += " }";
    }
    return "[" + list + (list.empty() ? "]" : " ]");
}

} // namespace

EngineInspector::EngineInspector(std::shared_ptr<const EngineState> engine)
    : engine_(std::move(engine)), model_(onnx::read(engine_->plan().model, engine_->plan().bytes))
{
}

void EngineInspector::set_execution_context(Context* context)
{
    if (context != nullptr && &context->engine() != engine_.get())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the context belongs to another engine than the inspector");
    }
    context_ = context == nullptr ? std::weak_ptr<Context>() : context->weak_from_this();
}

const char* EngineInspector::get_layer_information(std::int32_t layer_index, std::int32_t format)
{
    const bool is_json = is_json_format(format);
    const auto count = static_cast<std::int32_t>(model_.graph.nodes.size());
    if (layer_index < 0 || layer_index >= count)
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "the engine has no layer " + std::to_string(layer_index) + "; it has " + std::to_string(count));
    }
    text_ = layer_text(static_cast<std::size_t>(layer_index), is_json, types());
    return text_.c_str();
}

const char* EngineInspector::get_engine_information(std::int32_t format)
{
    const bool is_json = is_json_format(format);
    const bool has_layers = engine_->header().profiling_verbosity != TRTS_PROFILING_VERBOSITY_NONE;
    const Types known = types();
    std::string text = is_json ? "{\"Layers\": [" : "Layers:\n";
    for (std::size_t i = 0; has_layers && i < model_.graph.nodes.size(); ++i)
    {
        text += is_json && i > 0 ? ",\n" : "";
        text += layer_text(i, is_json, known) + (is_json ? "" : "\n");
    }
    text += is_json ? "],\n\"Bindings\": [" : "\nBindings:\n";
    for (std::size_t i = 0; i < engine_->tensors().size(); ++i)
    {
        const std::string& name = engine_->tensors()[i].name;
        text += is_json ? (i > 0 ? ", " : "") + json_text(name) : name + "\n";
    }
    text_ = text + (is_json ? "]}" : "");
    return text_.c_str();
}

std::string EngineInspector::layer_text(std::size_t index, bool is_json, const Types& types) const
{
    const onnx::Node& node = model_.graph.nodes[index];
    const std::string name =
        node.name.empty() ? std::string(node.op_type) + "_" + std::to_string(index) : std::string(node.name);
    switch (engine_->header().profiling_verbosity)
    {
    case TRTS_PROFILING_VERBOSITY_NONE:
        return is_json ? "{}" : "";
    case TRTS_PROFILING_VERBOSITY_LAYER_NAMES_ONLY:
        return is_json ? json_text(name) : name;
    default:
        break;
    }
    const std::string op_type = onnx::operator_name(node.domain, node.op_type);
    const std::string inputs = tensors_text(node.inputs, is_json, types);
    const std::string outputs = tensors_text(node.outputs, is_json, types);
    return is_json ? "{ \"Name\": " + json_text(name) + ", \"LayerType\": " + json_text(op_type) +
                         ", \"Inputs\": " + inputs + ", \"Outputs\": " + outputs + " }"
                   : "Name: " + name + ", LayerType: " + op_type + ", Inputs: " + inputs + ", Outputs: " + outputs;
}

/// Of everything that a layer takes or gives; empty where nobody is told.
EngineInspector::Types EngineInspector::types() const
{
    Types types;
    if (engine_->header().profiling_verbosity != TRTS_PROFILING_VERBOSITY_DETAILED)
    {
        return types;
    }
    FixedDimensions fixed;
    const std::shared_ptr<Context> context = context_.lock();
    const auto values = context == nullptr ? std::nullopt : context->known_symbol_values();
    for (std::size_t i = 0; values && i < values->size(); ++i)
    {
        fixed.emplace_back(engine_->symbols()[i], (*values)[i]);
    }
    const OutputInference inference(engine_->library().ort, onnx::read(engine_->plan().model, engine_->plan().bytes),
                                    InferredTensors::All, engine_->plugin_operators());
    for (TensorType& type : inference.infer(fixed))
    {
        std::string name = type.name;
        types.insert_or_assign(std::move(name), std::move(type));
    }
    for (const onnx::Tensor& weight : model_.graph.initializers)
    {
        types.insert_or_assign(std::string(weight.name),
                               TensorType{std::string(weight.name), true, weight.element_type, weight.dims, {}});
    }
    for (std::size_t i = 0; i < engine_->input_count(); ++i)
    {
        const IoTensor& input = engine_->tensors()[i];
        types.insert_or_assign(input.name, TensorType{input.name,
                                                      true,
                                                      element_type_of(input.type),
                                                      values ? engine_->substitute(input, *values) : *input.shape,
                                                      {}});
    }
    return types;
}

void fill_engine_inspector_entries(trts_api_table& table)
{
    table.engine_inspector_set_execution_context = entry<&EngineInspector::set_execution_context>;
    table.engine_inspector_get_execution_context = entry<&EngineInspector::get_execution_context>;
    table.engine_inspector_get_layer_information = entry<&EngineInspector::get_layer_information>;
    table.engine_inspector_get_engine_information = entry<&EngineInspector::get_engine_information>;
    table.engine_inspector_set_error_recorder = entry<&set_recorder<EngineInspector>>;
    table.engine_inspector_get_error_recorder = entry<&get_recorder<EngineInspector>>;
    table.engine_inspector_destroy = destroy_entry<EngineInspector>;
}

} // namespace trts::cpu
