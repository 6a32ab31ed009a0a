#include "family/tensor.h"

#include "family/dims.h"
#include "family/network_parts.h"

namespace trts::doubles
{

Tensor::Tensor(const NetworkParts& network, std::string tensor_name, int32_t tensor_type, bool is_network_input)
    : TensorObject(this), name(std::move(tensor_name)), type(tensor_type), is_input(is_network_input), network_(network)
{
    properties_.start_from_zero();
}

void Tensor::do_setDimensions(const Dims& dimensions)
{
    if (is_input)
    {
        shape = shape_of(dimensions);
    }
}

Dims Tensor::do_getDimensions() const
{
    return dims_of(network_.shape_of_tensor(*this));
}

} // namespace trts::doubles
