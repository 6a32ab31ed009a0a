// What ONNX Runtime says of a model, as an error of the parser.
#pragma once

#include <cstdint>
#include <string>

#include "core/onnx/model.h"
#include "core/onnx/parser_error.h"

namespace trts::cpu
{

/// Of a model that passed every check of ours.
onnx::ParserError parser_error_of(const onnx::Model& model, const std::string& text, std::int32_t ort_code);

} // namespace trts::cpu
