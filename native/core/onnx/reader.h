// Reads ONNX bytes. Checks the framing and the limits only; whether the model makes sense is check()'s question.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/onnx/limits.h"
#include "core/onnx/model.h"

namespace trts::onnx
{

using Bytes = std::string;

/// Throws Error(TRTS_PARSE_FAILED), with the byte offset and what was expected there, for bytes that are no ONNX
/// model or pass a limit. Any input is safe: recursion, memory and time are bounded.
Model read(std::shared_ptr<const Bytes> bytes, const Limits& limits = {});

/// The same over memory that `owner` keeps alive and unchanged as long as the Model lives.
Model read(std::string_view bytes, std::shared_ptr<const void> owner, const Limits& limits = {});

} // namespace trts::onnx
