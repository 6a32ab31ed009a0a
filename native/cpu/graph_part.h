// What added layers contribute to the main graph of a model: nodes and weights, written in ONNX.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/reader.h"
#include "core/onnx/types.h"
#include "core/onnx/writer.h"
#include "cpu/shape.h"

namespace trts::cpu
{

class GraphPart final
{
  public:
    using IsNameTaken = std::function<bool(const std::string&)>;

    /// Weights of more bytes than `largest_weight` become inputs of their type, as in ModelEdits.
    GraphPart(std::int64_t largest_weight, IsNameTaken is_name_taken)
        : largest_weight_(largest_weight), is_name_taken_(std::move(is_name_taken))
    {
    }

    /// `attributes` are encoded fields of the node.
    void node(std::string_view name, std::string_view op_type, const std::vector<std::string>& inputs,
              const std::string& output, const onnx::MessageWriter& attributes = {});
    void weight(std::string_view name, onnx::ElementType type, const Shape& shape, std::string_view bytes);

    /// A name for a tensor of the part's own.
    std::string unused_name(std::string name) const;

    onnx::Bytes take_fields() noexcept { return fields_.take(); }
    std::vector<onnx::Bytes>& inputs() noexcept { return inputs_; } // ValueInfoProto

  private:
    std::int64_t largest_weight_;
    IsNameTaken is_name_taken_;
    onnx::MessageWriter fields_;
    std::vector<onnx::Bytes> inputs_;
};

/// A node's attribute.
onnx::MessageWriter int_attribute(std::string_view name, std::int64_t value);

} // namespace trts::cpu
