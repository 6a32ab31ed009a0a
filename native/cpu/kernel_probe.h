// Which operators ONNX Runtime computes for which element types: asked of itself, because it depends on its version and
// on the model's operator set.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "core/onnx/types.h"
#include "cpu/ort.h"

namespace trts::cpu
{

class KernelProbe final
{
  public:
    /// For models of this IR version and version of ONNX's own operators.
    KernelProbe(const Ort& ort, std::int64_t ir_version, std::int64_t opset)
        : ort_(ort), ir_version_(ir_version), opset_(opset)
    {
    }

    std::int64_t opset() const noexcept { return opset_; }

    /// `op_type` takes one input, or two of one type. The answer is found out once.
    bool has(const std::string& op_type, std::int32_t input_count, onnx::ElementType type);

  private:
    bool ask(const std::string& op_type, std::int32_t input_count, onnx::ElementType type) const;

    const Ort& ort_;
    std::int64_t ir_version_;
    std::int64_t opset_;
    std::map<std::pair<std::string, onnx::ElementType>, bool> known_;
};

} // namespace trts::cpu
