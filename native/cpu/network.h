// INetworkDefinition: what the ONNX parser put in, and what the application changed of it since.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/onnx/model.h"
#include "core/onnx/reader.h"
#include "cpu/layer_node.h"
#include "cpu/log.h"
#include "cpu/ort.h"
#include "cpu/plan.h"
#include "cpu/session.h"
#include "cpu/shared_native.h"
#include "cpu/tensor_node.h"

namespace trts::cpu
{

/// One thread at a time.
class Network final : public SharedNative<Network>
{
  public:
    Network(const Ort& ort, std::shared_ptr<const Log> log, std::uint32_t flags);

    std::int32_t get_nb_inputs() const noexcept { return static_cast<std::int32_t>(inputs_.size()); }
    TensorNode* get_input(std::int32_t index) const;
    std::int32_t get_nb_outputs() const noexcept { return static_cast<std::int32_t>(outputs_.size()); }
    TensorNode* get_output(std::int32_t index) const;
    std::int32_t get_nb_layers() const noexcept { return static_cast<std::int32_t>(layers_.size()); }
    LayerNode* get_layer(std::int32_t index) const;
    void set_name(const char* name) { name_ = name; }
    const char* get_name() const noexcept { return name_.c_str(); }
    void mark_output(TensorNode* tensor);
    void unmark_output(TensorNode* tensor);
    std::uint32_t get_flags() const noexcept { return flags_; }

    const Log& log() const noexcept { return *log_; }
    bool is_empty() const noexcept { return model_.bytes.empty(); }

    /// Takes over a checked model in canonical form.
    void adopt(std::shared_ptr<const onnx::Bytes> canonical);

    /// The model as it is now, self-contained.
    std::shared_ptr<const onnx::Bytes> model() const;

    /// Element type and shape, inferred when first asked for and after each change.
    const TensorType& type_of(const TensorNode& tensor) const;

    bool is_output(const TensorNode& tensor) const noexcept;

    /// Throws TRTS_INVALID_ARGUMENT where another tensor has the name, also inside a control flow body.
    void rename(TensorNode& tensor, std::string name);

    /// To be called by an input that gets other dimensions.
    void input_changed();

  private:
    TensorNode& tensor(std::string_view original_name);
    void require_own(const TensorNode* tensor) const;
    onnx::Bytes declaration_of(const TensorNode& tensor) const;
    enum class Purpose
    {
        Run,
        InferTypes,
        InferTypesFromWeights, // where some type or shape follows from a large weight's values
    };
    onnx::Bytes edited_model(Purpose purpose) const;
    void infer() const;
    void infer_for(Purpose purpose) const;

    const Ort& ort_;
    std::shared_ptr<const Log> log_;
    std::uint32_t flags_;
    std::string name_;
    std::shared_ptr<const onnx::Bytes> canonical_;
    onnx::Model model_;                                                         // of canonical_
    std::unordered_map<std::string_view, std::unique_ptr<TensorNode>> tensors_; // by original name
    std::vector<TensorNode*> inputs_;
    std::vector<TensorNode*> outputs_;
    std::vector<std::unique_ptr<LayerNode>> layers_;
    std::map<std::string, const onnx::ValueInfo*, std::less<>> declared_; // by original name
    bool is_edited_ = false;
    bool has_other_inputs_ = false; // than the model's author had in mind: declared shapes may be wrong
    mutable std::unordered_map<std::string, TensorType> inferred_; // by current name
};

} // namespace trts::cpu
