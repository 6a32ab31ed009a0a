// IIdentityLayer.
#pragma once

#include "cpu/added_layer.h"

namespace trts::cpu
{

class IdentityLayer final : public AddedLayer
{
  public:
    static constexpr const char* kind = "Identity"; // in names, as TensorRT has it

    IdentityLayer(Network& network, std::string name) : AddedLayer(network, std::move(name), "Identity") {}

    TensorType infer() override;
    void write(GraphPart& part) const override;
};

} // namespace trts::cpu
