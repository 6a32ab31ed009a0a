#include "cpu/tensor_node.h"

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/data_type.h"
#include "cpu/library.h"
#include "cpu/network.h"

namespace trts::cpu
{
namespace
{

/// What a dimension is called inside the model when nobody gave it a name; canonical models name them likewise.
std::string symbol_for(std::string_view tensor_name, std::size_t axis)
{
    return "trts_" + std::string(tensor_name) + "_" + std::to_string(axis);
}

} // namespace

const Recorded& TensorNode::recorded() const noexcept
{
    return network_;
}

void TensorNode::become_input(const onnx::ValueInfo& declared)
{
    input_type_ = declared.element_type;
    for (std::size_t axis = 0; axis < declared.dims.size(); ++axis)
    {
        const onnx::Dimension& dimension = declared.dims[axis];
        input_shape_.push_back(dimension.value.value_or(-1));
        const bool is_anonymous = dimension.symbol == symbol_for(original_name_, axis);
        dimension_names_.emplace_back(is_anonymous ? std::string_view() : dimension.symbol);
    }
}

void TensorNode::become_input(onnx::ElementType type, Shape shape)
{
    input_type_ = type;
    input_shape_ = std::move(shape);
    dimension_names_.resize(input_shape_.size());
}

std::vector<std::string> TensorNode::input_symbols() const
{
    // Names in the parsed model stay reserved when tensors get others, so no two inputs have one symbol by accident.
    const std::string_view stem = is_added() ? name_ : original_name_;
    std::vector<std::string> symbols = dimension_names_;
    for (std::size_t axis = 0; axis < symbols.size(); ++axis)
    {
        if (symbols[axis].empty() && input_shape_[axis] == -1)
        {
            symbols[axis] = symbol_for(stem, axis);
        }
    }
    return symbols;
}

void TensorNode::set_name(const char* name)
{
    network_.rename(*this, name);
    has_default_name_ = false;
}

void TensorNode::set_dimensions(const trts_dims* dimensions)
{
    require_input("setDimensions");
    input_shape_ = declared_shape_of(*dimensions, "tensor '" + name_ + "'");
    dimension_names_.resize(input_shape_.size());
    network_.input_changed();
}

trts_dims TensorNode::get_dimensions() const
{
    const TensorType& type = network_.type_of(*this);
    return type.shape ? dims_of(*type.shape) : unknown_dims();
}

std::int32_t TensorNode::get_type() const
{
    const TensorType& type = network_.type_of(*this);
    const std::optional<DataType> data_type = data_type_of(type.element_type);
    if (!type.is_tensor || !data_type)
    {
        const std::string what = type.is_tensor ? onnx::name_of(type.element_type) : "no tensor";
        throw Error(TRTS_NOT_SUPPORTED,
                    "tensor '" + name_ + "' is of ONNX type " + what + ", which TensorRT has no data type for");
    }
    return static_cast<std::int32_t>(*data_type);
}

bool TensorNode::is_network_output() const
{
    return network_.is_output(*this);
}

void TensorNode::set_dimension_name(std::int32_t index, const char* name)
{
    require_input("setDimensionName");
    dimension_names_[require_axis(index)] = name;
    network_.input_changed();
}

const char* TensorNode::get_dimension_name(std::int32_t index) const
{
    require_input("getDimensionName");
    const std::string& name = dimension_names_[require_axis(index)];
    return name.empty() ? nullptr : name.c_str();
}

void TensorNode::require_input(const char* method) const
{
    if (!is_network_input())
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string(method) + ": tensor '" + name_ +
                                               "' is no network input; the dimensions of others follow from the model");
    }
}

std::size_t TensorNode::require_axis(std::int32_t index) const
{
    if (index < 0 || static_cast<std::size_t>(index) >= input_shape_.size())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "tensor '" + name_ + "' has no dimension " + std::to_string(index) +
                                               "; it has " + std::to_string(input_shape_.size()));
    }
    return static_cast<std::size_t>(index);
}

void fill_tensor_entries(trts_api_table& table)
{
    table.tensor_set_name = entry<&TensorNode::set_name>;
    table.tensor_get_name = entry<&TensorNode::get_name>;
    table.tensor_set_dimensions = entry<&TensorNode::set_dimensions>;
    table.tensor_get_dimensions = entry<&TensorNode::get_dimensions>;
    table.tensor_get_type = entry<&TensorNode::get_type>;
    table.tensor_is_network_input = entry<&TensorNode::is_network_input>;
    table.tensor_is_network_output = entry<&TensorNode::is_network_output>;
    table.tensor_is_shape_tensor = entry<&TensorNode::is_shape_tensor>;
    table.tensor_is_execution_tensor = entry<&TensorNode::is_execution_tensor>;
    table.tensor_get_location = entry<&TensorNode::get_location>;
    table.tensor_set_dimension_name = entry<&TensorNode::set_dimension_name>;
    table.tensor_get_dimension_name = entry<&TensorNode::get_dimension_name>;
}

} // namespace trts::cpu
