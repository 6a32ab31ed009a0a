// IConstantLayer.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cpu/added_layer.h"
#include "cpu/data_type.h"
#include "trtsharp/structs.g.h"

namespace trts::cpu
{

/// Weights that an application gave, copied.
struct WeightValues
{
    DataType type = DataType::Float;
    std::int64_t count = 0;
    std::shared_ptr<const std::string> bytes;
};

class ConstantLayer final : public AddedLayer
{
  public:
    static constexpr const char* kind = "Constant";

    /// Throws where there are not as many weights as the dimensions say.
    ConstantLayer(Network& network, std::string name, const trts_dims& dimensions, const trts_weights& weights);

    /// Whether these go together shows when the type is asked for, or in a build: both may have to be set.
    void set_weights(const trts_weights& weights);
    void set_dimensions(const trts_dims& dimensions);
    const WeightValues& weights() const noexcept { return weights_; }
    const Shape& shape() const noexcept { return shape_; }

    TensorType infer() override;
    void require_can_be_output() const override;
    void write(GraphPart& part) const override;

  private:
    void require_count(std::int64_t count) const;
    Shape checked_shape(const trts_dims& dimensions) const;
    WeightValues copy_of(const trts_weights& weights) const;

    Shape shape_;
    WeightValues weights_;
};

} // namespace trts::cpu
