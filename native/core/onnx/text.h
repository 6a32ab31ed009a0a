// Names from a model as text for people: a model may hold any bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/onnx/model.h"

namespace trts::onnx
{

/// UTF-8 without a NUL: what may cross the C ABI as a string and come back as the same.
bool is_plain_utf8(std::string_view text) noexcept;

/// In single quotes; what is not printable is written as \xNN, what is long is shortened.
std::string quoted(std::string_view text);

/// "Relu", "com.example:Clamp01".
std::string operator_name(std::string_view domain, std::string_view op_type);

/// "node 'conv1' (Conv)"; "node 7 (Conv)" for one without a name.
std::string describe(const Node& node, std::size_t index);

} // namespace trts::onnx
