// What a model file may ask of the reader. A file from anywhere must not exhaust the stack or the memory.
#pragma once

#include <cstdint>

namespace trts::onnx
{

/// Protobuf's own limit: no message may reach 2 GiB.
inline constexpr std::int64_t max_protobuf_bytes = 0x7FFFFFFF;

struct Limits
{
    std::int64_t max_model_bytes = max_protobuf_bytes;

    /// Messages within messages, the model counting as one. A subgraph takes three: node, attribute, graph.
    std::int32_t max_depth = 100;

    /// Over the whole model, subgraphs and functions included.
    std::int64_t max_nodes = 4'000'000;
    std::int64_t max_tensors = 4'000'000;

    /// Dimensions of any one tensor.
    std::int32_t max_rank = 64;

    /// Memory for the parsed model, which never holds weights: so many bytes for each byte of input, plus a base.
    /// Real models stay far below it; only files made of empty messages reach it.
    std::int64_t memory_per_input_byte = 32;
    std::int64_t memory_base = std::int64_t{16} << 20;
};

} // namespace trts::onnx
