// IConcatenationLayer.
#pragma once

#include <cstdint>

#include "cpu/added_layer.h"

namespace trts::cpu
{

class ConcatenationLayer final : public AddedLayer
{
  public:
    static constexpr const char* kind = "Concatenation";

    ConcatenationLayer(Network& network, std::string name) : AddedLayer(network, std::move(name), "Concat") {}

    /// The third dimension from the end until the application sets another, as TensorRT has it.
    void choose_default_axis();
    void set_axis(std::int32_t axis);
    std::int32_t axis() const noexcept { return axis_; }

    TensorType infer() override;
    void require_can_be_added() override;
    void write(GraphPart& part) const override;

  private:
    void require_axis(std::int32_t axis) const;

    std::int32_t axis_ = 0;
};

} // namespace trts::cpu
