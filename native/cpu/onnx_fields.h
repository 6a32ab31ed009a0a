// Field numbers of onnx.proto, as far as this backend writes its messages.
#pragma once

#include <cstdint>

namespace trts::cpu::proto
{

enum : std::int32_t
{
    model_ir_version = 1,
    model_graph = 7,
    model_opset_import = 8,
    opset_domain = 1,
    opset_version = 2,

    graph_node = 1,
    graph_name = 2,
    graph_initializer = 5,
    graph_input = 11,
    graph_output = 12,
    graph_value_info = 13,
    graph_quantization = 14,
    graph_sparse_initializer = 15,

    node_input = 1,
    node_output = 2,
    node_name = 3,
    node_op_type = 4,
    node_attribute = 5,
    node_domain = 7,

    attribute_name = 1,
    attribute_float = 2,
    attribute_int = 3,
    attribute_text = 4,
    attribute_graph = 6,
    attribute_floats = 7,
    attribute_ints = 8,
    attribute_graphs = 11,
    attribute_type = 20,

    tensor_dimension = 1,
    tensor_element_type = 2,
    tensor_name = 8,
    tensor_raw_data = 9,
    sparse_values = 1,
    value_info_name = 1,
    value_info_type = 2,
    annotation_tensor = 1,
    annotation_parameter = 2,
    entry_value = 2,

    type_tensor = 1,
    tensor_type_element = 1,
    tensor_type_shape = 2,
    shape_dimension = 1,
    dimension_value = 1,
    dimension_symbol = 2,
};

} // namespace trts::cpu::proto
