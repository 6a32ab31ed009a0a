#include "family/layer.h"

#include "family/dims.h"
#include "family/network_parts.h"

namespace trts::doubles
{
namespace
{

/// As TensorRT names what nobody named: "(Unnamed Layer* 3) [ElementWise]_output".
std::string output_name(const std::string& layer, std::size_t index)
{
    return layer + "_output" + (index == 0 ? "" : "_" + std::to_string(index));
}

} // namespace

void Layer::connect(const NetworkParts& network, const std::vector<ITensor*>& inputs, int32_t output_count)
{
    for (ITensor* input : inputs)
    {
        inputs_.push_back(dynamic_cast<Tensor*>(input));
    }
    const int32_t input_type = inputs_.empty() || inputs_[0] == nullptr ? float32 : inputs_[0]->type;
    for (int32_t i = 0; i < output_count; ++i)
    {
        const int32_t type = computed_ == nullptr ? input_type : computed_->result_type(input_type);
        outputs_.push_back(
            std::make_unique<Tensor>(network, output_name(name_, static_cast<std::size_t>(i)), type, false));
    }
}

ITensor* Layer::do_getInput(int32_t index) const
{
    return index < 0 || static_cast<std::size_t>(index) >= inputs_.size() ? nullptr
                                                                          : inputs_[static_cast<std::size_t>(index)];
}

ITensor* Layer::do_getOutput(int32_t index) const
{
    return index < 0 || static_cast<std::size_t>(index) >= outputs_.size()
               ? nullptr
               : outputs_[static_cast<std::size_t>(index)].get();
}

void Layer::do_setInput(int32_t index, ITensor& tensor)
{
    if (index >= 0 && index < 64)
    {
        const auto place = static_cast<std::size_t>(index);
        inputs_.resize(place < inputs_.size() ? inputs_.size() : place + 1);
        inputs_[place] = dynamic_cast<Tensor*>(&tensor);
    }
}

std::optional<Operation> ElementWiseImpl::operation() const
{
    switch (do_getOperation())
    {
    case ElementWiseOperation::kSUM:
        return Operation::sum;
    case ElementWiseOperation::kPROD:
        return Operation::product;
    default:
        return std::nullopt;
    }
}

Shape ConstantImpl::constant_shape() const
{
    return shape_of(do_getDimensions());
}

void ConstantImpl::start_as(const Dims& dimensions, Weights weights)
{
    do_setDimensions(dimensions);
    do_setWeights(weights);
}

} // namespace trts::doubles
