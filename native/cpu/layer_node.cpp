#include "cpu/layer_node.h"

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "core/onnx/text.h"
#include "cpu/layer_types.h"
#include "cpu/library.h"
#include "cpu/network.h"
#include "cpu/tensor_node.h"

namespace trts::cpu
{
namespace
{

std::size_t require_index(const std::vector<TensorNode*>& tensors, std::int32_t index, const std::string& layer,
                          const char* what)
{
    if (index < 0 || static_cast<std::size_t>(index) >= tensors.size())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "layer '" + layer + "' has no " + what + " " + std::to_string(index) +
                                               "; it has " + std::to_string(tensors.size()));
    }
    return static_cast<std::size_t>(index);
}

} // namespace

const Recorded& LayerNode::recorded() const noexcept
{
    return network_;
}

std::int32_t LayerNode::get_type() const
{
    const std::optional<std::int32_t> type = layer_type_of(domain_, op_type_);
    if (!type)
    {
        throw Error(TRTS_NOT_SUPPORTED, "layer '" + name_ + "' is the ONNX operator " + std::string(op_type_) +
                                            ", which is no single layer type of TensorRT");
    }
    return *type;
}

TensorNode* LayerNode::get_input(std::int32_t index) const
{
    return inputs_[require_index(inputs_, index, name_, "input")];
}

TensorNode* LayerNode::get_output(std::int32_t index) const
{
    return outputs_[require_index(outputs_, index, name_, "output")];
}

std::int32_t LayerNode::get_output_type(std::int32_t index) const
{
    const TensorNode* output = get_output(index);
    if (output == nullptr)
    {
        throw Error(TRTS_INVALID_ARGUMENT, "layer '" + name_ + "' leaves its output " + std::to_string(index) + " out");
    }
    return output->get_type();
}

void LayerNode::set_name(const char* name)
{
    if (!onnx::is_plain_utf8(name))
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "layer '" + name_ + "' cannot be named " + onnx::quoted(name) + ": that is no UTF-8");
    }
    name_ = name;
}

void LayerNode::set_input(std::int32_t index, TensorNode* tensor)
{
    const std::size_t input = require_index(inputs_, index, name_, "input");
    network_.require_own(tensor);
    if (network_.depends_on(*tensor, *this))
    {
        throw Error(TRTS_INVALID_ARGUMENT, "layer '" + name_ + "' cannot take tensor '" + tensor->name() +
                                               "' as an input: it is computed from an output of this layer");
    }
    inputs_[input] = tensor;
    input_replaced();
}

void require_layer_type(const LayerNode& layer, std::int32_t type, const char* method, const char* interface)
{
    if (layer_type_of(layer.domain(), layer.op_type()) != type)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string(method) + ": self is no " + interface + ": layer '" +
                                               layer.name() + "' is the ONNX operator " + std::string(layer.op_type()));
    }
}

void ParsedLayer::set_name(const char* name)
{
    LayerNode::set_name(name);
    is_renamed_ = true;
    network().edited();
}

void ParsedLayer::input_replaced()
{
    has_other_inputs_ = true;
    network().rewired();
}

void fill_layer_entries(trts_api_table& table)
{
    table.layer_get_type = entry<&LayerNode::get_type>;
    table.layer_set_name = entry<&LayerNode::set_name>;
    table.layer_get_name = entry<&LayerNode::get_name>;
    table.layer_get_nb_inputs = entry<&LayerNode::get_nb_inputs>;
    table.layer_get_input = entry<&LayerNode::get_input>;
    table.layer_get_nb_outputs = entry<&LayerNode::get_nb_outputs>;
    table.layer_get_output = entry<&LayerNode::get_output>;
    table.layer_get_output_type = entry<&LayerNode::get_output_type>;
    table.layer_set_input = entry<&LayerNode::set_input>;
}

} // namespace trts::cpu
