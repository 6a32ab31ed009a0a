// ILayer: one node of the parsed ONNX graph, or a layer that the application added.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/model.h"

namespace trts::cpu
{

class Network;
class Recorded;
class TensorNode;

class LayerNode
{
  public:
    LayerNode(Network& network, std::string name, std::string_view domain, std::string_view op_type)
        : network_(network), name_(std::move(name)), domain_(domain), op_type_(op_type)
    {
    }
    virtual ~LayerNode() = default;
    LayerNode(const LayerNode&) = delete;
    LayerNode& operator=(const LayerNode&) = delete;

    std::int32_t get_type() const;
    virtual void set_name(const char* name);
    const char* get_name() const noexcept { return name_.c_str(); }
    std::int32_t get_nb_inputs() const noexcept { return static_cast<std::int32_t>(inputs_.size()); }
    TensorNode* get_input(std::int32_t index) const; // null: an optional input that is left out
    std::int32_t get_nb_outputs() const noexcept { return static_cast<std::int32_t>(outputs_.size()); }
    TensorNode* get_output(std::int32_t index) const;
    std::int32_t get_output_type(std::int32_t index) const;

    /// Whether types and shapes go together shows when they are asked for, or in a build: several inputs may have to
    /// be replaced in turn.
    void set_input(std::int32_t index, TensorNode* tensor);

    Network& network() const noexcept { return network_; }
    const Recorded& recorded() const noexcept;
    const std::string& name() const noexcept { return name_; }
    std::string_view domain() const noexcept { return domain_; }
    std::string_view op_type() const noexcept { return op_type_; }
    const std::vector<TensorNode*>& inputs() const noexcept { return inputs_; }
    const std::vector<TensorNode*>& outputs() const noexcept { return outputs_; }

    void add_input(TensorNode* tensor) { inputs_.push_back(tensor); }
    void add_output(TensorNode* tensor) { outputs_.push_back(tensor); }

  protected:
    void set_op_type(std::string_view op_type) noexcept { op_type_ = op_type; }

  private:
    virtual void input_replaced() = 0;

    Network& network_;
    std::string name_;
    std::string_view domain_; // in the network's model or static, as is op_type_
    std::string_view op_type_;
    std::vector<TensorNode*> inputs_;
    std::vector<TensorNode*> outputs_;
};

/// Throws "<method>: self is no <interface>" for a layer of another type, as TensorRT's shim does.
void require_layer_type(const LayerNode& layer, std::int32_t type, const char* method, const char* interface);

/// A node of the parsed model.
class ParsedLayer final : public LayerNode
{
  public:
    ParsedLayer(Network& network, std::string name, const onnx::Node& node)
        : LayerNode(network, std::move(name), node.domain, node.op_type), node_(node)
    {
    }

    void set_name(const char* name) override;

    const onnx::Node& node() const noexcept { return node_; }
    bool is_renamed() const noexcept { return is_renamed_; }
    bool has_other_inputs() const noexcept { return has_other_inputs_; }

  private:
    void input_replaced() override;

    const onnx::Node& node_;
    bool is_renamed_ = false;
    bool has_other_inputs_ = false;
};

} // namespace trts::cpu
