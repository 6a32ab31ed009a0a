// ITensor: a graph input, a weight, or what a layer computes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/onnx/model.h"
#include "cpu/shape.h"
#include "trtsharp/base.h"

namespace trts::cpu
{

class Network;

class TensorNode final
{
  public:
    TensorNode(Network& network, std::string_view original_name)
        : network_(network), original_name_(original_name), name_(original_name)
    {
    }

    void set_name(const char* name);
    const char* get_name() const noexcept { return name_.c_str(); }
    void set_dimensions(const trts_dims* dimensions);
    trts_dims get_dimensions() const;
    std::int32_t get_type() const;
    bool is_network_input() const noexcept { return input_ != nullptr; }
    bool is_network_output() const;
    bool is_shape_tensor() const noexcept { return false; }
    bool is_execution_tensor() const noexcept { return true; }
    std::int32_t get_location() const noexcept { return 0; }
    void set_dimension_name(std::int32_t index, const char* name);
    const char* get_dimension_name(std::int32_t index) const;

    Network& network() const noexcept { return network_; }
    std::string_view original_name() const noexcept { return original_name_; }
    const std::string& name() const noexcept { return name_; }
    bool is_renamed() const noexcept { return name_ != original_name_; }

    /// Set for graph inputs.
    const onnx::ValueInfo* input() const noexcept { return input_; }
    void become_input(const onnx::ValueInfo& declared);

    /// Set for weights.
    const onnx::Tensor* weight() const noexcept { return weight_; }
    void become_weight(const onnx::Tensor& weight) noexcept { weight_ = &weight; }

    /// True for what a layer computes.
    bool is_computed() const noexcept { return is_computed_; }
    void become_computed() noexcept { is_computed_ = true; }

    /// Of an input: as declared, or as the application set them. -1 comes with a symbol.
    const Shape& input_shape() const noexcept { return input_shape_; }
    std::vector<std::string> input_symbols() const;

  private:
    friend class Network; // gives it a new name

    void require_input(const char* method) const;
    std::size_t require_axis(std::int32_t index) const;

    Network& network_;
    std::string_view original_name_; // in the network's model
    std::string name_;
    const onnx::ValueInfo* input_ = nullptr;
    const onnx::Tensor* weight_ = nullptr;
    bool is_computed_ = false;
    Shape input_shape_;
    std::vector<std::string> dimension_names_; // empty where a dimension has none
};

} // namespace trts::cpu
