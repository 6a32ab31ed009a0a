// What ONNX Runtime takes of ONNX, as far as the model checks ask.
#pragma once

#include "core/onnx/checks.h"

namespace trts::cpu
{

onnx::Support runtime_support();

} // namespace trts::cpu
