// The types and shapes of a model's outputs, inferred by ONNX Runtime without running anything: what the model's author
// declared about them is kept out of it, because it is sometimes wrong.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/onnx/model.h"
#include "core/onnx/reader.h"
#include "cpu/ort.h"
#include "cpu/session.h"

namespace trts::cpu
{

using FixedDimensions = std::vector<std::pair<std::string, std::int64_t>>;

enum class InferredTensors
{
    Outputs,
    All, // what any node of the main graph computes, as well
};

class OutputInference final
{
  public:
    /// The model's bytes must stay as long as this object.
    OutputInference(const Ort& ort, onnx::Model model, InferredTensors tensors,
                    std::shared_ptr<PluginOperators> plugins);

    /// With the symbols given as values. Throws Error(TRTS_INVALID_ARGUMENT) where they do not fit the model. Any
    /// thread.
    std::vector<TensorType> infer(const FixedDimensions& fixed) const;

  private:
    std::vector<TensorType> infer_from(const onnx::Bytes& model, const FixedDimensions& fixed) const;

    const Ort& ort_;
    onnx::Model model_;
    InferredTensors tensors_;
    std::shared_ptr<PluginOperators> plugins_;
    onnx::Bytes light_model_; // without its weights
};

} // namespace trts::cpu
