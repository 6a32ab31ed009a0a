// IDimensionExpr and IExprBuilder over plain numbers: here a plugin's shapes are computed for inputs as they are, so that
// an expression is a number, one of the model's symbols, or not known.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>

namespace trts::cpu
{

struct Dimension
{
    std::int64_t value = -1; // -1: not known
    std::string symbol;      // its name in the model, where it has one and is not known
};

class DimensionExpr final
{
  public:
    DimensionExpr(Dimension dimension, bool is_constant) : dimension_(std::move(dimension)), is_constant_(is_constant) {}

    bool is_constant() const noexcept { return is_constant_; }
    std::int64_t get_constant_value() const noexcept; // INT64_MIN where it is none, as TensorRT has it
    bool is_size_tensor() const noexcept { return false; }
    const Dimension& dimension() const noexcept { return dimension_; }

  private:
    Dimension dimension_;
    bool is_constant_;
};

/// Lives for one call of the plugin, as do its expressions.
class ExprBuilder final
{
  public:
    DimensionExpr* constant(std::int64_t value);
    DimensionExpr* operation(std::int32_t op, DimensionExpr* first, DimensionExpr* second);
    DimensionExpr* declare_size_tensor(std::int32_t output_index, DimensionExpr* opt, DimensionExpr* upper);

    DimensionExpr* add(Dimension dimension);

  private:
    std::deque<DimensionExpr> expressions_;
};

} // namespace trts::cpu
