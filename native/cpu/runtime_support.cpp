#include "cpu/runtime_support.h"

#include "cpu/data_type.h"

namespace trts::cpu
{

/// ONNX Runtime 1.31.
onnx::Support runtime_support()
{
    onnx::Support support;
    support.max_ir_version = 13;
    support.domains = {{"", 7, 26}, {"ai.onnx.ml", 1, 5}, {"com.microsoft", 1, 1}};
    support.io_types = io_element_types;
    support.initializer_types = weight_element_types;
    return support;
}

} // namespace trts::cpu
