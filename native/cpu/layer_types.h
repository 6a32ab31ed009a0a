// The TensorRT layer that an ONNX operator is the counterpart of.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace trts::cpu
{

/// nvinfer1::LayerType; nothing where there is no obvious one.
std::optional<std::int32_t> layer_type_of(std::string_view domain, std::string_view op_type) noexcept;

} // namespace trts::cpu
