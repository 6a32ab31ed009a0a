// ILayer: one node of the ONNX graph.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trts::cpu
{

class TensorNode;

class LayerNode final
{
  public:
    LayerNode(std::string name, std::string_view domain, std::string_view op_type)
        : name_(std::move(name)), domain_(domain), op_type_(op_type)
    {
    }

    std::int32_t get_type() const;
    void set_name(const char* name) { name_ = name; }
    const char* get_name() const noexcept { return name_.c_str(); }
    std::int32_t get_nb_inputs() const noexcept { return static_cast<std::int32_t>(inputs_.size()); }
    TensorNode* get_input(std::int32_t index) const; // null: an optional input that is left out
    std::int32_t get_nb_outputs() const noexcept { return static_cast<std::int32_t>(outputs_.size()); }
    TensorNode* get_output(std::int32_t index) const;

    void add_input(TensorNode* tensor) { inputs_.push_back(tensor); }
    void add_output(TensorNode* tensor) { outputs_.push_back(tensor); }

  private:
    std::string name_;
    std::string_view domain_; // in the network's model, as is op_type_
    std::string_view op_type_;
    std::vector<TensorNode*> inputs_;
    std::vector<TensorNode*> outputs_;
};

} // namespace trts::cpu
