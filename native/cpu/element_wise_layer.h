// IElementWiseLayer.
#pragma once

#include <cstdint>

#include "cpu/added_layer.h"

namespace trts::cpu
{

class ElementWiseLayer final : public AddedLayer
{
  public:
    static constexpr const char* kind = "ElementWise";

    /// Throws for an operation that does not exist, or has no counterpart in ONNX.
    ElementWiseLayer(Network& network, std::string name, std::int32_t operation);

    void set_operation(std::int32_t operation);

    TensorType infer() override;
    void write(GraphPart& part) const override;

  private:
    bool is_lowered(onnx::ElementType type) const;

    onnx::ElementType operand_type_ = onnx::ElementType::Undefined; // as infer() found it
};

} // namespace trts::cpu
