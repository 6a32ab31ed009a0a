#include "cpu/added_layer.h"

#include "cpu/data_type.h"
#include "cpu/network.h"

namespace trts::cpu
{

void AddedLayer::set_name(const char* name)
{
    for (std::size_t i = 0; i < outputs().size(); ++i)
    {
        if (outputs()[i]->has_default_name())
        {
            network().rename(*outputs()[i], default_output_name(name, i, outputs().size()));
        }
    }
    LayerNode::set_name(name); // where the tensor could have its name, so can the layer
    network().edited();
}

void AddedLayer::input_replaced()
{
    network().added_layer_changed();
}

const TensorType& AddedLayer::input_type(std::size_t index) const
{
    const TensorType& type = network().type_of(*inputs()[index]);
    if (!type.is_tensor)
    {
        fail("input '" + inputs()[index]->name() + "' is a sequence, a map or an optional; a tensor is needed");
    }
    return type;
}

std::string AddedLayer::input_text(std::size_t index) const
{
    const std::optional<Shape>& shape = input_type(index).shape;
    return "input '" + inputs()[index]->name() + "' is " + (shape ? text_of(*shape) : "of unknown rank");
}

std::vector<std::string> AddedLayer::input_names() const
{
    std::vector<std::string> names;
    for (const TensorNode* input : inputs())
    {
        names.push_back(input->name());
    }
    return names;
}

void AddedLayer::require_alike_inputs() const
{
    const TensorType& first = input_type(0);
    for (std::size_t i = 1; i < inputs().size(); ++i)
    {
        const TensorType& other = input_type(i);
        if (other.element_type != first.element_type)
        {
            fail("input '" + inputs()[0]->name() + "' is " + type_name(first.element_type) + ", but input '" +
                 inputs()[i]->name() + "' is " + type_name(other.element_type) +
                 ": all inputs must be of one type; cast before");
        }
        if (first.shape && other.shape && other.shape->size() != first.shape->size())
        {
            fail(input_text(0) + ", but " + input_text(i) + ": all inputs must have as many dimensions");
        }
    }
}

bool AddedLayer::has_kernel(std::string_view op_type, std::int32_t input_count, onnx::ElementType type) const
{
    return network().kernels().has(std::string(op_type), input_count, type);
}

void AddedLayer::require_kernel(std::string_view op_type, std::int32_t input_count, onnx::ElementType type) const
{
    if (!has_kernel(op_type, input_count, type))
    {
        fail("backend cpu cannot do this with " + type_name(type) + ": ONNX Runtime has no " + std::string(op_type) +
                 " of that type in the model's operator set, which is " + std::to_string(network().kernels().opset()),
             TRTS_NOT_SUPPORTED);
    }
}

void AddedLayer::fail(const std::string& problem, trts_status status) const
{
    throw Error(status, "layer '" + name() + "': " + problem);
}

std::string default_output_name(const std::string& layer_name, std::size_t index, std::size_t count)
{
    return layer_name + (count == 1 ? "_output" : "_output_" + std::to_string(index));
}

} // namespace trts::cpu
