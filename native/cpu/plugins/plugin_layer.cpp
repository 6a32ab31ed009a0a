#include "cpu/plugins/plugin_layer.h"

#include "cpu/network.h"
#include "cpu/onnx_fields.h"
#include "cpu/plugins/plugin_operators.h"

namespace trts::cpu
{

PluginLayer::PluginLayer(Network& network, std::string name, const Plugin& plugin, std::size_t index)
    : AddedLayer(network, std::move(name), plugin_domain, {}), plugin_(plugin), operator_(plugin_operator(index)),
      output_count_(static_cast<std::size_t>(plugin.output_count()))
{
    set_op_type(operator_);
}

std::vector<TensorType> PluginLayer::infer_outputs()
{
    PluginTensors given;
    for (std::size_t i = 0; i < inputs().size(); ++i)
    {
        const TensorType& type = input_type(i);
        const std::optional<DataType> data_type = data_type_of(type.element_type);
        if (!type.shape || !data_type)
        {
            fail(input_text(i) + ", " + type_name(type.element_type) +
                 "; a plugin takes tensors of known rank and of TensorRT's types");
        }
        PluginTensor& input = given.emplace_back();
        input.type = *data_type;
        for (std::size_t axis = 0; axis < type.shape->size(); ++axis)
        {
            input.dimensions.push_back({(*type.shape)[axis], axis < type.symbols.size() ? type.symbols[axis] : ""});
        }
    }
    std::vector<TensorType> types;
    for (const PluginTensor& output : plugin_.outputs(given))
    {
        TensorType& type = types.emplace_back();
        type.is_tensor = true;
        type.element_type = element_type_of(output.type);
        type.shape.emplace();
        for (const Dimension& dimension : output.dimensions)
        {
            type.shape->push_back(dimension.value);
            type.symbols.push_back(dimension.symbol);
        }
    }
    if (types.size() != output_count_)
    {
        fail("the plugin had " + std::to_string(output_count_) + " outputs and now has " + std::to_string(types.size()),
             TRTS_CALLBACK_FAILED);
    }
    return types;
}

void PluginLayer::write(GraphPart& part) const
{
    onnx::MessageWriter more;
    for (std::size_t i = 1; i < outputs().size(); ++i)
    {
        more.bytes(proto::node_output, outputs()[i]->name());
    }
    more.bytes(proto::node_domain, plugin_domain);
    part.node(name(), op_type(), input_names(), output().name(), more);
}

} // namespace trts::cpu
