// Changes to an ONNX model on its way to ONNX Runtime: other inputs and outputs, other names, further nodes, no
// weights.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/onnx/model.h"
#include "core/onnx/reader.h"
#include "core/onnx/types.h"

namespace trts::cpu
{

using NewNames = std::unordered_map<std::string_view, std::string>;

/// Limits for ModelEdits::largest_weight. What shapes are computed from is small.
inline constexpr std::int64_t every_weight = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t largest_shape_operand = 1024;

/// What is to be different about one node of the main graph.
struct NodeEdit
{
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> inputs; // by their new names
    std::optional<std::string> plugin;              // becomes this operator for plugins, without its attributes
};

/// By the node's encoded bytes.
using NodeEdits = std::unordered_map<const char*, NodeEdit>;

struct ModelEdits
{
    std::vector<onnx::Bytes> inputs;  // ValueInfoProto; all that there are to be
    std::vector<onnx::Bytes> outputs; // the same
    NewNames names;                   // of tensors, everywhere in the main graph and the graphs inside it
    NodeEdits nodes;
    onnx::Bytes additions; // fields of the main graph
    bool has_plugins = false;

    /// False: what the model states about tensors in between is dropped, because its inputs have other shapes now.
    bool keep_value_infos = true;

    /// Bytes above which an initializer becomes an input of its type: ONNX Runtime infers the same shapes without it.
    std::int64_t largest_weight = every_weight;
};

/// Of models that are not parsed but made here: 4-bit and 8-bit floating-point types came with these.
inline constexpr std::int64_t own_ir_version = 10;
inline constexpr std::int64_t own_opset = 21;

/// A model with a graph that holds nothing.
onnx::Bytes empty_model();

onnx::Bytes edit_model(const onnx::Model& model, const ModelEdits& edits);

/// The model for inferring shapes only: with these outputs, which state nothing about themselves, so that what ONNX
/// Runtime infers is not mixed with what the model's author declared.
onnx::Bytes shape_model(const onnx::Model& model, const std::vector<std::string_view>& outputs,
                        std::int64_t largest_weight);

onnx::Bytes value_info(std::string_view name);
onnx::Bytes value_info(std::string_view name, onnx::ElementType type, const std::vector<onnx::Dimension>& dims);

/// `raw` with another name.
onnx::Bytes renamed_value_info(std::string_view raw, std::string_view name);

} // namespace trts::cpu
