#include "cpu/identity_layer.h"

#include "cpu/tensor_node.h"

namespace trts::cpu
{

TensorType IdentityLayer::infer()
{
    TensorType type = input_type(0);
    require_kernel(op_type(), 1, type.element_type);
    return type;
}

void IdentityLayer::write(GraphPart& part) const
{
    part.node(name(), op_type(), input_names(), output().name());
}

} // namespace trts::cpu
