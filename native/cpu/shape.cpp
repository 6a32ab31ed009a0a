#include "cpu/shape.h"

#include <algorithm>

#include "core/error.h"
#include "core/onnx/types.h"

namespace trts::cpu
{

std::string text_of(const Shape& shape)
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
    {
        text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    }
    return text + "]";
}

Shape shape_of(const trts_dims& dims, const std::string& what)
{
    if (dims.nb_dims < 0 || dims.nb_dims > static_cast<std::int32_t>(max_rank))
    {
        throw Error(TRTS_INVALID_ARGUMENT, what + ": " + std::to_string(dims.nb_dims) +
                                               " dimensions were given; a tensor has 0 to " + std::to_string(max_rank));
    }
    return Shape(dims.d, dims.d + dims.nb_dims);
}

Shape declared_shape_of(const trts_dims& dims, const std::string& what)
{
    Shape shape = shape_of(dims, what);
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
    {
        if (shape[axis] < -1)
        {
            throw Error(TRTS_INVALID_ARGUMENT, what + ", dimension " + std::to_string(axis) + ": " +
                                                   std::to_string(shape[axis]) +
                                                   " was given; a dimension is 0 or more, or -1 where it is dynamic");
        }
    }
    return shape;
}

trts_dims dims_of(const Shape& shape) noexcept
{
    trts_dims dims{};
    dims.nb_dims = static_cast<std::int32_t>(std::min(shape.size(), max_rank));
    std::copy_n(shape.begin(), dims.nb_dims, dims.d);
    return dims;
}

trts_dims unknown_dims() noexcept
{
    trts_dims dims{};
    dims.nb_dims = -1;
    return dims;
}

bool is_complete(const Shape& shape) noexcept
{
    return std::all_of(shape.begin(), shape.end(), [](std::int64_t dimension) { return dimension >= 0; });
}

std::optional<std::int64_t> element_count(const Shape& shape) noexcept
{
    return onnx::element_count(shape);
}

} // namespace trts::cpu
