// INetworkDefinition: what the ONNX parser put in, and what the application added to it and changed of it since.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/onnx/model.h"
#include "core/onnx/reader.h"
#include "cpu/kernel_probe.h"
#include "cpu/layer_node.h"
#include "cpu/log.h"
#include "cpu/model_edit.h"
#include "cpu/ort.h"
#include "cpu/plugins/plugin_operators.h"
#include "cpu/recorded.h"
#include "cpu/session.h"
#include "cpu/shared_native.h"
#include "cpu/tensor_node.h"
#include "trtsharp/structs.g.h"

namespace trts::cpu
{

class AddedLayer;

/// One thread at a time. Calls that fail leave the network as it was.
class Network final : public SharedNative<Network>, public Recorded
{
  public:
    Network(const Ort& ort, std::shared_ptr<const Log> log, std::uint32_t flags);
    ~Network();

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
    bool get_flag(std::int32_t flag) const;
    bool has_implicit_batch_dimension() const noexcept { return false; }

    // network_additions.cpp
    TensorNode* add_input(const char* name, std::int32_t type, const trts_dims* dimensions);
    LayerNode* add_constant(const trts_dims* dimensions, const trts_weights* weights);
    LayerNode* add_identity(TensorNode* input);
    LayerNode* add_element_wise(TensorNode* input1, TensorNode* input2, std::int32_t op);
    LayerNode* add_concatenation(void* const* inputs, std::int32_t nb_inputs);
    LayerNode* add_plugin_v3(void* const* inputs, std::int32_t nb_inputs, void* const* shape_inputs,
                             std::int32_t nb_shape_inputs, Plugin* plugin);
    void remove_tensor(TensorNode* tensor);

    const Log& log() const noexcept { return *log_; }
    bool is_empty() const noexcept { return !is_parsed_ && inputs_.empty() && layers_.empty(); }

    /// Takes over a checked model in canonical form, and the plugins that its operators are; the network is empty.
    void adopt(std::shared_ptr<const onnx::Bytes> canonical, std::vector<OwnedPlugin> plugins);

    /// Each has the operator of its number, and one layer.
    const std::vector<OwnedPlugin>& plugins() const noexcept { return plugins_; }
    const std::vector<LayerNode*>& plugin_layers() const noexcept { return plugin_layers_; }

    /// The model as it is now, self-contained.
    std::shared_ptr<const onnx::Bytes> model() const;

    /// Throws Error(TRTS_BUILD_FAILED) where layers do not go together, or share a name.
    void require_consistent() const;

    /// Element type and shape, inferred when first asked for and after each change.
    const TensorType& type_of(const TensorNode& tensor) const;

    bool is_output(const TensorNode& tensor) const noexcept;
    KernelProbe& kernels() const noexcept { return *kernels_; }

    /// Throws TRTS_INVALID_ARGUMENT for a tensor of another network, or one that was removed.
    void require_own(const TensorNode* tensor) const;

    /// Whether the tensor is computed from an output of the layer.
    bool depends_on(const TensorNode& tensor, const LayerNode& layer) const;

    /// Throws TRTS_INVALID_ARGUMENT where another tensor has the name, also inside a control flow body.
    void rename(TensorNode& tensor, std::string name);

    // To be called by what changed, afterwards.
    void edited() noexcept { is_edited_ = true; }
    void input_changed();       // an input got other dimensions
    void added_layer_changed(); // an added layer got other inputs or properties
    void rewired();             // a parsed layer got other inputs

  private:
    TensorNode& tensor(std::string_view original_name);
    bool is_name_taken(const std::string& name) const;
    void require_name(const std::string& name, const std::string& what) const;
    std::string unused_layer_name(const char* kind) const;
    LayerNode* add_layer(std::unique_ptr<AddedLayer> layer);
    template <typename L, typename... Arguments>
    std::unique_ptr<L> new_layer(const std::vector<TensorNode*>& inputs, Arguments&&... arguments);

    onnx::Bytes declaration_of(const TensorNode& tensor) const;
    enum class Purpose
    {
        Run,
        InferTypes,
        InferTypesFromWeights, // where some type or shape follows from a large weight's values
    };
    onnx::Bytes edited_model(Purpose purpose) const;
    void add_node_edits(ModelEdits& edits) const;
    void write_added_layers(ModelEdits& edits) const;
    void infer() const;
    void infer_for(Purpose purpose) const;
    void infer_added(AddedLayer& layer) const;

    const Ort& ort_;
    std::shared_ptr<const Log> log_;
    std::uint32_t flags_;
    std::string name_;
    std::shared_ptr<const onnx::Bytes> canonical_;
    onnx::Model model_;                           // of canonical_; without a graph until one is parsed
    std::unique_ptr<KernelProbe> kernels_;        // for that model's operator set
    std::unordered_set<std::string> model_names_; // of tensors in it, used inside control flow as well
    std::unordered_set<std::string> inner_names_; // those used inside control flow
    std::unordered_map<std::string_view, std::unique_ptr<TensorNode>> tensors_; // of the model, by original name
    std::vector<std::unique_ptr<TensorNode>> added_tensors_; // removed ones as well: views may be left
    std::unordered_set<std::string> other_names_;            // of tensors that were added or renamed
    std::vector<TensorNode*> inputs_;
    std::vector<TensorNode*> outputs_;
    std::vector<OwnedPlugin> plugins_;
    std::vector<LayerNode*> plugin_layers_;
    std::vector<std::unique_ptr<LayerNode>> layers_;
    std::map<std::string, const onnx::ValueInfo*, std::less<>> declared_; // by original name
    bool is_parsed_ = false;
    bool is_edited_ = false;
    bool is_rewired_ = false;       // what is parsed may depend on what was added
    bool has_other_inputs_ = false; // than the model's author had in mind: declared shapes may be wrong
    mutable std::unordered_map<const TensorNode*, TensorType> types_;
};

} // namespace trts::cpu
