// ITensor: a network input, a weight, or what a layer computes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/model.h"
#include "cpu/shape.h"
#include "trtsharp/base.h"

namespace trts::cpu
{

class LayerNode;
class Network;
class Recorded;

class TensorNode final
{
  public:
    /// `original_name` is that in the network's model; empty for a tensor that the application added.
    TensorNode(Network& network, std::string name, std::string_view original_name)
        : network_(network), original_name_(original_name), name_(std::move(name))
    {
    }

    void set_name(const char* name);
    const char* get_name() const noexcept { return name_.c_str(); }
    void set_dimensions(const trts_dims* dimensions);
    trts_dims get_dimensions() const;
    std::int32_t get_type() const;
    bool is_network_input() const noexcept { return input_type_.has_value(); }
    bool is_network_output() const;
    bool is_shape_tensor() const noexcept { return false; }
    bool is_execution_tensor() const noexcept { return true; }
    std::int32_t get_location() const noexcept { return 0; }
    void set_dimension_name(std::int32_t index, const char* name);
    const char* get_dimension_name(std::int32_t index) const;

    Network& network() const noexcept { return network_; }
    const Recorded& recorded() const noexcept;
    std::string_view original_name() const noexcept { return original_name_; }
    const std::string& name() const noexcept { return name_; }
    bool is_added() const noexcept { return original_name_.empty(); }
    bool is_renamed() const noexcept { return !is_added() && name_ != original_name_; }

    /// The network gives it its name.
    void take_name(std::string name) noexcept { name_ = std::move(name); }

    /// Called after its layer, until the application names it.
    bool has_default_name() const noexcept { return has_default_name_; }
    void become_default_named() noexcept { has_default_name_ = true; }

    bool is_removed() const noexcept { return is_removed_; }
    void become_removed() noexcept { is_removed_ = true; }

    /// Of a network input.
    onnx::ElementType input_type() const noexcept { return *input_type_; }
    void become_input(const onnx::ValueInfo& declared);
    void become_input(onnx::ElementType type, Shape shape);

    /// Set for weights.
    const onnx::Tensor* weight() const noexcept { return weight_; }
    void become_weight(const onnx::Tensor& weight) noexcept { weight_ = &weight; }

    /// The layer that computes it; null where none does.
    LayerNode* producer() const noexcept { return producer_; }
    void become_output_of(LayerNode& layer) noexcept { producer_ = &layer; }

    /// Of a network input: as declared, or as the application set them. -1 comes with a symbol.
    const Shape& input_shape() const noexcept { return input_shape_; }
    std::vector<std::string> input_symbols() const;

  private:
    void require_input(const char* method) const;
    std::size_t require_axis(std::int32_t index) const;

    Network& network_;
    std::string_view original_name_;
    std::string name_;
    bool has_default_name_ = false;
    bool is_removed_ = false;
    std::optional<onnx::ElementType> input_type_;
    const onnx::Tensor* weight_ = nullptr;
    LayerNode* producer_ = nullptr;
    Shape input_shape_;
    std::vector<std::string> dimension_names_; // empty where a dimension has none
};

} // namespace trts::cpu
