#include "family/inspector.h"

#include "family/context.h"

namespace trts::doubles
{
namespace
{

std::string quoted(std::string const& text)
{
    constexpr char const* digits = "0123456789abcdef";
    std::string json = "\"";
    for (char const c : text)
    {
        auto const code = static_cast<unsigned char>(c);
        if (code < 0x20)
        {
            json += std::string("\\u00") + digits[code >> 4] + digits[code & 15];
            continue;
        }
        json += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return json + "\"";
}

char const* name_of(Operation operation)
{
    switch (operation)
    {
    case Operation::constant: return "Constant";
    case Operation::identity: return "Identity";
    case Operation::concatenation: return "Concatenation";
    case Operation::non_zero: return "NonZero";
    default: return "ElementWise";
    }
}

char const* name_of_type(int32_t type)
{
    return type == int32 ? "Int32" : type == int64 ? "Int64" : "Float";
}

} // namespace

Inspector::Inspector(Engine const& engine) : EngineInspectorObject(this), data_(engine.data()), child_(engine.parent())
{
    properties_.start_from_zero();
}

char const* Inspector::keep(std::string text) const
{
    return texts_.try_emplace(text, text).first->second.c_str();
}

/// With a context, the shapes that it has now.
std::string Inspector::tensors(std::vector<int32_t> const& indexes) const
{
    auto const* context = dynamic_cast<Context const*>(do_getExecutionContext());
    std::optional<std::vector<Shape>> const shapes = context == nullptr ? std::nullopt : context->shapes();
    std::string text = "[";
    for (int32_t const index : indexes)
    {
        GraphTensor const& tensor = data_->tensor(index);
        Shape const& shape = shapes ? (*shapes)[static_cast<std::size_t>(index)] : tensor.shape;
        text += (text.size() == 1 ? "" : ", ") + std::string("{\"Name\": ") + quoted(tensor.name) +
                ", \"Dimensions\": " + text_of_shape(shape) + ", \"Format/Datatype\": \"" + name_of_type(tensor.type) + "\"}";
    }
    return text + "]";
}

/// Names alone, unless the engine was built with detailed verbosity.
std::string Inspector::layer(std::size_t index, bool is_json) const
{
    GraphNode const& node = data_->graph().nodes[index];
    bool const is_detailed = data_->graph().profiling_verbosity == static_cast<int32_t>(ProfilingVerbosity::kDETAILED);
    if (!is_detailed)
    {
        return is_json ? quoted(node.name) : node.name;
    }
    if (!is_json)
    {
        return node.name + ", LayerType: " + name_of(node.operation);
    }
    return "{\"Name\": " + quoted(node.name) + ", \"LayerType\": \"" + name_of(node.operation) + "\", \"Inputs\": " +
           tensors(node.inputs) + ", \"Outputs\": " + tensors({node.output}) + "}";
}

char const* Inspector::do_getLayerInformation(int32_t layerIndex, LayerInformationFormat format) const
{
    if (layerIndex < 0 || static_cast<std::size_t>(layerIndex) >= data_->graph().nodes.size())
    {
        reports_.fail("IEngineInspector::getLayerInformation", ErrorCode::kINVALID_ARGUMENT,
                      "layer index " + std::to_string(layerIndex) + " is out of range");
        return nullptr;
    }
    return keep(layer(static_cast<std::size_t>(layerIndex), format == LayerInformationFormat::kJSON));
}

char const* Inspector::do_getEngineInformation(LayerInformationFormat format) const
{
    bool const is_json = format == LayerInformationFormat::kJSON;
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
