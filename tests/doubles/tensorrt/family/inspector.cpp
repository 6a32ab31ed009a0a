#include "family/inspector.h"

#include "family/context.h"

namespace trts::doubles
{
namespace
{

std::string quoted(const std::string& text)
{
    constexpr const char* digits = "0123456789abcdef";
    std::string json = "\"";
    for (const char c : text)
    {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20)
        {
            json += std::string("\\u00") + digits[code >> 4] + digits[code & 15];
            continue;
        }
        json += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return json + "\"";
}

const char* name_of(Operation operation)
{
    switch (operation)
    {
    case Operation::constant:
        return "Constant";
    case Operation::identity:
        return "Identity";
    case Operation::concatenation:
        return "Concatenation";
    case Operation::non_zero:
        return "NonZero";
    default:
        return "ElementWise";
    }
}

const char* name_of_type(int32_t type)
{
    return type == int32 ? "Int32" : type == int64 ? "Int64" : "Float";
}

} // namespace

Inspector::Inspector(const Engine& engine) : EngineInspectorObject(this), data_(engine.data()), child_(engine.parent())
{
    properties_.start_from_zero();
}

const char* Inspector::keep(std::string text) const
{
    return texts_.try_emplace(text, text).first->second.c_str();
}

/// With a context, the shapes that it has now.
std::string Inspector::tensors(const std::vector<int32_t>& indexes) const
{
    const auto* context = dynamic_cast<const Context*>(do_getExecutionContext());
    const std::optional<std::vector<Shape>> shapes = context == nullptr ? std::nullopt : context->shapes();
    std::string text = "[";
    for (const int32_t index : indexes)
    {
        const GraphTensor& tensor = data_->tensor(index);
        const Shape& shape = shapes ? (*shapes)[static_cast<std::size_t>(index)] : tensor.shape;
        text += (text.size() == 1 ? "" : ", ") + std::string("{\"Name\": ") + quoted(tensor.name) +
                ", \"Dimensions\": " + text_of_shape(shape) + ", \"Format/Datatype\": \"" + name_of_type(tensor.type) +
                "\"}";
    }
    return text + "]";
}

/// Names alone, unless the engine was built with detailed verbosity.
std::string Inspector::layer(std::size_t index, bool is_json) const
{
    const GraphNode& node = data_->graph().nodes[index];
    const bool is_detailed = data_->graph().profiling_verbosity == static_cast<int32_t>(ProfilingVerbosity::kDETAILED);
    if (!is_detailed)
    {
        return is_json ? quoted(node.name) : node.name;
    }
    if (!is_json)
    {
        return node.name + ", LayerType: " + name_of(node.operation);
    }
    return "{\"Name\": " + quoted(node.name) + ", \"LayerType\": \"" + name_of(node.operation) +
           "\", \"Inputs\": " + tensors(node.inputs) + ", \"Outputs\": " + tensors({node.output}) + "}";
}

const char* Inspector::do_getLayerInformation(int32_t layerIndex, LayerInformationFormat format) const
{
    if (layerIndex < 0 || static_cast<std::size_t>(layerIndex) >= data_->graph().nodes.size())
    {
        reports_.fail("IEngineInspector::getLayerInformation", ErrorCode::kINVALID_ARGUMENT,
                      "layer index " + std::to_string(layerIndex) + " is out of range");
        return nullptr;
    }
    return keep(layer(static_cast<std::size_t>(layerIndex), format == LayerInformationFormat::kJSON));
}

const char* Inspector::do_getEngineInformation(LayerInformationFormat format) const
{
    const bool is_json = format == LayerInformationFormat::kJSON;
    std::string layers;
    for (std::size_t i = 0; i < data_->graph().nodes.size(); ++i)
    {
        layers += is_json ? (i == 0 ? "" : ", ") + layer(i, true) : layer(i, false) + "\n";
    }
    std::string bindings;
    for (std::size_t i = 0; i < data_->io_count(); ++i)
    {
        bindings += (i == 0 ? "" : ", ") + quoted(data_->io(i).name);
    }
    return keep(is_json ? "{\"Layers\": [" + layers + "], \"Bindings\": [" + bindings + "]}" : layers);
}

} // namespace trts::doubles
