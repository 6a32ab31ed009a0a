// IOptimizationProfile: the shapes of dynamic inputs that an engine is to be ready for.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cpu/plan.h"
#include "cpu/shape.h"
#include "trtsharp/base.h"

namespace trts::cpu
{

/// "minimum", "optimum", "maximum".
const char* name_of(Selector selector) noexcept;

/// Throws TRTS_INVALID_ARGUMENT for anything but 0, 1 and 2.
Selector selector_of(std::int32_t value);

/// Belongs to its builder; configs that it was added to share it.
class OptimizationProfile final : public std::enable_shared_from_this<OptimizationProfile>
{
  public:
    /// Minimum, optimum and maximum of one input, as far as they are set.
    using Range = std::array<std::optional<Shape>, 3>;

    void set_dimensions(const char* input_name, std::int32_t select, const trts_dims* dims);
    trts_dims get_dimensions(const char* input_name, std::int32_t select) const;
    void set_shape_values_v2(const char* input_name, std::int32_t select, const std::int64_t* values,
                             std::int32_t nb_values);
    std::int32_t get_nb_shape_values(const char* input_name) const;
    const std::int64_t* get_shape_values_v2(const char* input_name, std::int32_t select) const;
    void set_extra_memory_target(float target);
    float get_extra_memory_target() const noexcept { return extra_memory_target_; }
    bool is_valid() const;

    const std::map<std::string, Range, std::less<>>& dimensions() const noexcept { return dimensions_; }
    const std::map<std::string, Range, std::less<>>& shape_values() const noexcept { return shape_values_; }

    /// What is not set yet, in words; empty where is_valid().
    std::string first_gap() const;

  private:
    std::map<std::string, Range, std::less<>> dimensions_;
    std::map<std::string, Range, std::less<>> shape_values_;
    float extra_memory_target_ = 1.0F;
};

} // namespace trts::cpu
