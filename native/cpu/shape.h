// Shapes: -1 stands for a dimension that is not known yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trtsharp/base.h"

namespace trts::cpu
{

using Shape = std::vector<std::int64_t>;

/// nvinfer1::Dims::MAX_DIMS.
inline constexpr std::size_t max_rank = 8;

/// "[1, 3, -1]".
std::string text_of(const Shape& shape);

/// Throws TRTS_INVALID_ARGUMENT, naming `what`, for ranks outside 0..8.
Shape shape_of(const trts_dims& dims, const std::string& what);

/// The same for what an application declares: each dimension is 0 or more, or -1 where it is dynamic.
Shape declared_shape_of(const trts_dims& dims, const std::string& what);

trts_dims dims_of(const Shape& shape) noexcept;

/// Dims of rank -1: unknown, or not set.
trts_dims unknown_dims() noexcept;

bool is_complete(const Shape& shape) noexcept;

/// Product of the dimensions of a complete shape; nothing where it does not fit.
std::optional<std::int64_t> element_count(const Shape& shape) noexcept;

} // namespace trts::cpu
