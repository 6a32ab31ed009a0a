#include "cpu/graph_part.h"

#include "cpu/model_edit.h"
#include "cpu/onnx_fields.h"

namespace trts::cpu
{
namespace
{

constexpr std::int64_t attribute_type_int = 2;

} // namespace

void GraphPart::node(std::string_view name, std::string_view op_type, const std::vector<std::string>& inputs,
                     const std::string& output, const onnx::MessageWriter& attributes)
{
    onnx::MessageWriter node;
    for (const std::string& input : inputs)
    {
        node.bytes(proto::node_input, input);
    }
    node.bytes(proto::node_output, output).bytes(proto::node_name, name).bytes(proto::node_op_type, op_type);
    fields_.message(proto::graph_node, node.encoded(attributes.get()));
}

void GraphPart::weight(std::string_view name, onnx::ElementType type, const Shape& shape, std::string_view bytes)
{
    if (static_cast<std::int64_t>(bytes.size()) > largest_weight_)
    {
        std::vector<onnx::Dimension> dims;
        for (const std::int64_t value : shape)
        {
            dims.push_back({value, {}});
        }
        inputs_.push_back(value_info(name, type, dims));
        return;
    }
    onnx::MessageWriter tensor;
    for (const std::int64_t value : shape)
    {
        tensor.integer(proto::tensor_dimension, value);
    }
    tensor.integer(proto::tensor_element_type, static_cast<std::int64_t>(type))
        .bytes(proto::tensor_name, name)
        .header(proto::tensor_raw_data, bytes.size());
    // Weights may be large: they are copied into the graph, and not before into a message of their own.
    fields_.header(proto::graph_initializer, tensor.get().size() + bytes.size()).encoded(tensor.get()).encoded(bytes);
}

std::string GraphPart::unused_name(std::string name) const
{
    while (is_name_taken_(name))
    {
        name += "_";
    }
    return name;
}

onnx::MessageWriter int_attribute(std::string_view name, std::int64_t value)
{
    const onnx::MessageWriter attribute = onnx::MessageWriter()
                                              .bytes(proto::attribute_name, name)
                                              .integer(proto::attribute_int, value)
                                              .integer(proto::attribute_type, attribute_type_int);
    return onnx::MessageWriter().message(proto::node_attribute, attribute);
}

} // namespace trts::cpu
