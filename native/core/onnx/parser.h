// Internal to reading: one pass over the bytes of one model.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/onnx/limits.h"
#include "core/onnx/model.h"
#include "core/onnx/wire.h"

namespace trts::onnx
{

class Parser
{
  public:
    Parser(std::string_view file, const Limits& limits);

    void parse(Model& model);

  private:
    // Each reads one encoded message into its struct. `depth` is that of the message itself.
    void parse_graph(std::string_view bytes, std::int32_t depth, Graph& graph);
    void parse_function(std::string_view bytes, std::int32_t depth, Function& function);
    void parse_node(std::string_view bytes, std::int32_t depth, Node& node);
    void parse_attribute(std::string_view bytes, std::int32_t depth, Attribute& attribute);
    void parse_opset_import(std::string_view bytes, OpsetImport& import);
    void parse_metadata(std::string_view bytes, Metadata& metadata);
    void parse_tensor(std::string_view bytes, Tensor& tensor);
    void parse_tensor_dims(const FieldReader& fields, Tensor& tensor);
    void parse_external_entry(std::string_view bytes, ExternalData& external);
    void parse_value_info(std::string_view bytes, ValueInfo& value);
    void parse_type(std::string_view bytes, ValueInfo& value);
    void parse_tensor_type(std::string_view bytes, ValueInfo& value);
    void parse_shape(std::string_view bytes, ValueInfo& value);
    void parse_dimension(std::string_view bytes, Dimension& dimension);
    std::string_view sparse_tensor_name(std::string_view bytes);

    FieldReader fields_of(std::string_view bytes, const char* what) const;
    void enter(std::int32_t depth) const;
    void count_node();
    void count_tensor();
    void check_rank(std::size_t rank) const;
    void charge(std::size_t bytes);

    /// Every growing list grows here, so that memory stays within the limits.
    template <typename T>
    T& append(std::vector<T>& list)
    {
        charge(2 * sizeof(T)); // a vector keeps up to as much again in reserve
        return list.emplace_back();
    }

    template <typename T>
    void append(std::vector<T>& list, T value)
    {
        append(list) = std::move(value);
    }

    std::string_view file_;
    const Limits& limits_;
    std::int64_t memory_left_;
    std::int64_t nodes_left_;
    std::int64_t tensors_left_;
};

} // namespace trts::onnx
