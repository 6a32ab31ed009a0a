// nvinfer1::Dims to shapes and back.
#pragma once

#include "core/graph.h"
#include "nv.h"

namespace trts::doubles
{

inline Shape shape_of(const Dims& dims)
{
    return dims.nbDims <= 0 || dims.nbDims > Dims::MAX_DIMS ? Shape() : Shape(dims.d, dims.d + dims.nbDims);
}

inline Dims dims_of(const Shape& shape)
{
    Dims dims{};
    dims.nbDims = static_cast<int32_t>(shape.size() > static_cast<std::size_t>(Dims::MAX_DIMS) ? 0 : shape.size());
    for (int32_t i = 0; i < dims.nbDims; ++i)
    {
        dims.d[i] = shape[static_cast<std::size_t>(i)];
    }
    return dims;
}

/// What TensorRT answers where there is no such tensor.
inline Dims no_dims()
{
    return Dims{-1, {}};
}

} // namespace trts::doubles
