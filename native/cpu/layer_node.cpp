#include "cpu/layer_node.h"

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/layer_types.h"
#include "cpu/library.h"
#include "cpu/tensor_node.h"

namespace trts::cpu
{
namespace
{

TensorNode* at(const std::vector<TensorNode*>& tensors, std::int32_t index, const std::string& layer, const char* what)
{
    if (index < 0 || static_cast<std::size_t>(index) >= tensors.size())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "layer '" + layer + "' has no " + what + " " + std::to_string(index) +
                                               "; it has " + std::to_string(tensors.size()));
    }
    return tensors[static_cast<std::size_t>(index)];
}

} // namespace

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
    return at(inputs_, index, name_, "input");
}

TensorNode* LayerNode::get_output(std::int32_t index) const
{
    return at(outputs_, index, name_, "output");
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
}

} // namespace trts::cpu
